#!/usr/bin/env node
// The package's command: `npx dicom-viewer-element open scan.dcm`.

import { argv, exit, stderr, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { Mistake } from './arguments.mjs';
import { copy } from './copy.mjs';
import { open } from './open.mjs';
import { packages } from './packages.mjs';

const usage = `Usage: npx dicom-viewer-element open [--no-browser] FILE|FOLDER|ZIP|URL …
  Shows them in the browser. They are served to this machine alone, until the page is closed.

       npx dicom-viewer-element copy FOLDER
  Copies what <dicom-viewer> fetches into FOLDER/dicom-viewer, for pages whose bundler doesn't follow it. FOLDER is
  the one whose files the page's host serves as they are, as public/.

       npx dicom-viewer-element packages [--index URL] [--into FOLDER] NAME …
  Puts packages that pipelines name, and what these need, into dist/packages/: from Pyodide's folder of packages, or
  another one with a pyodide-lock.json. Their hashes are checked.
`;

try {
  await run();
} catch (error) {
  if (!(error instanceof Mistake) && !error.code?.startsWith('ERR_PARSE_ARGS')) throw error;
  stderr.write(`${error.message}\n\n${usage}`);
  exit(2);
}

async function run() {
  const { values, positionals } = parseArgs({
    args: argv.slice(2),
    allowPositionals: true,
    allowNegative: true,
    options: {
      browser: { type: 'boolean', default: true },
      help: { type: 'boolean', short: 'h' },
      index: { type: 'string' },
      into: { type: 'string' },
    },
  });
  const [command, ...given] = positionals;
  if (values.help) stdout.write(usage);
  else if (command === 'copy') copy(given);
  else if (command === 'packages') await packages(given, values);
  else if (command === 'open' && given.length > 0) await open(given, values);
  else throw new Mistake('What is to be done?');
}

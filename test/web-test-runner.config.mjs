// The tests that run in a real Chromium: `wtr --config test/web-test-runner.config.mjs`.

import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { findTestBrowser } from '../scripts/browser.mjs';
import { project, root } from '../scripts/paths.mjs';
import { bootedPython } from './booted-python.mjs';
import { dicomwebServer } from './dicomweb-server.mjs';
import { handCommands } from './hand-commands.mjs';
import { badNetwork, otherOrigin } from './network.mjs';
import { tallyReporter } from './tally-reporter.mjs';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default {
  rootDir: root,
  files: ['test/element/**/*.test.ts', 'test/unit/**/*.test.ts'],
  nodeResolve: true,
  concurrency: 2, // half of a test is waiting: for the network, for the mouse, for a frame
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath: await findTestBrowser(), args: flags },
      createPage: inWindowOfItsOwn,
    }),
  ],
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 300_000,
  testFramework: { config: { timeout: 60_000 } },
  middleware: [badNetwork, dicomwebServer, typescriptByUrl],
  plugins: [
    esbuildPlugin({ ts: true, tsconfig: project('tsconfig.json') }),
    otherOrigin(),
    bootedPython(),
    handCommands(),
  ],
  reporters: [defaultReporter({ reportTestProgress: false }), tallyReporter('browser.json')],
};

/** Serves a module of the sources where its URL, not an import statement, names it as it is in dist/. */
function typescriptByUrl(context, next) {
  context.url = context.url.replace(
    /^(\/src\/source\/(?:files\/archive|dicomweb\/dicomweb))\.js/,
    '$1.ts',
  );
  return next();
}

/** Opens a page that is in front, whatever others there are: one behind others gets no mouse, no focus and no frames. */
async function inWindowOfItsOwn({ browser }) {
  const context = await browser.createBrowserContext();
  return context.newPage();
}

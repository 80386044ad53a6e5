// `npm run extension`: makes the browser extension, as a folder that a browser loads and as a zip file for a store.

import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { build as bundle } from 'esbuild';
import { zipSync } from 'fflate';
import { build } from './build.mjs';
import { project } from './paths.mjs';
import { main } from './problem.mjs';
import { megabytes, say } from './progress.mjs';

const sources = project('src', 'hosts', 'extension');
const { version } = JSON.parse(readFileSync(project('package.json'), 'utf8'));

/** A folder that a browser loads as it is. */
export const extensionFolder = project('.cache', 'extension');

const zipFile = project('.cache', 'dicom-viewer-extension.zip');

/** Puts the extension together from its sources and dist/, which must be there. */
export async function makeExtension() {
  rmSync(extensionFolder, { recursive: true, force: true });
  mkdirSync(extensionFolder, { recursive: true });
  cpSync(sources, extensionFolder, { recursive: true, filter: (path) => !path.endsWith('.ts') });
  cpSync(project('dist'), join(extensionFolder, 'dist'), {
    recursive: true,
    filter: (path) => !path.endsWith('.d.ts'),
  });
  const manifest = JSON.parse(readFileSync(join(sources, 'manifest.json'), 'utf8'));
  const text = JSON.stringify({ ...manifest, version }, null, 2);
  writeFileSync(join(extensionFolder, 'manifest.json'), `${text}\n`);
  await bundle({
    entryPoints: ['background.ts', 'viewer.ts'].map((name) => join(sources, name)),
    outdir: extensionFolder,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    plugins: [builtElement],
  });
}

/** The element comes from dist/, as it does on any page. */
const builtElement = {
  name: 'built-element',
  setup({ onResolve }) {
    const found = { path: './dist/dicom-viewer.js', external: true };
    onResolve({ filter: /\/dicom-viewer\.js$/ }, () => found);
  },
};

function zipOf(folder) {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  const nameOf = (path) => relative(folder, path).split(sep).join('/');
  return zipSync(Object.fromEntries(paths.map((path) => [nameOf(path), readFileSync(path)])));
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    await build();
    await makeExtension();
    const zip = zipOf(extensionFolder);
    writeFileSync(zipFile, zip);
    say(
      `${zipFile} holds the extension (${megabytes(zip.length)}); ${extensionFolder} is to be loaded unpacked.`,
    );
  });
}

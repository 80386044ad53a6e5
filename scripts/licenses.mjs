// The licence of every third party whose work is in dist/, into dist/licenses.

import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { basename } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { project } from './paths.mjs';

/** Texts for those whose packages carry none. */
const texts = project('scripts', 'licenses');

/** A rollup plugin: each npm package that the bundle draws on adds its licence to the output. */
export function bundledLicenses() {
  return {
    name: 'bundled-licenses',
    generateBundle() {
      const packages = [...this.getModuleIds()].map(packageOf).filter(Boolean);
      for (const name of new Set(packages)) {
        const fileName = `licenses/${fileNameOf(name)}`;
        this.emitFile({ type: 'asset', fileName, source: packageLicense(name) });
      }
    },
  };
}

/** Writes the licences of what dist/runtime holds, and the project's own. */
export function writeRuntimeLicenses(wheels) {
  const folder = project('dist', 'licenses');
  mkdirSync(folder, { recursive: true });
  for (const name of ['pyodide.txt', 'pyodide-libraries.txt', 'python.txt']) {
    copyFileSync(`${texts}/${name}`, `${folder}/${name}`);
  }
  for (const [name, wheel] of Object.entries(wheels)) {
    writeFileSync(`${folder}/${name}.txt`, wheelLicenses(wheel));
  }
  writeFileSync(`${folder}/zstddec.txt`, packageLicense('zstddec'));
  copyFileSync(project('LICENSE'), project('dist', 'LICENSE'));
}

function packageOf(moduleId) {
  return /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(moduleId)?.[1];
}

function fileNameOf(packageName) {
  return `${packageName.replace('@', '').replace('/', '-')}.txt`;
}

/** The text that a package carries, and ours where that isn't all: of the library within, say. */
function packageLicense(name) {
  const folder = project('node_modules', name);
  const own = readdirSync(folder)
    .filter((entry) => /^licen[cs]e/i.test(entry))
    .map((entry) => `${folder}/${entry}`);
  const added = [`${texts}/${fileNameOf(name)}`].filter(existsSync);
  const files = [...added, ...own];
  if (files.length === 0) {
    throw new Error(
      `${name} carries no licence text: add it as scripts/licenses/${fileNameOf(name)}`,
    );
  }
  return files.map((file) => readFileSync(file, 'utf8').trim()).join('\n\n\n') + '\n';
}

/** A wheel's licences, also those of the code that its parts are derived from. */
function wheelLicenses(wheel) {
  const filter = ({ name }) => /^licen[cs]e/i.test(basename(name)) && !name.endsWith('.py');
  return Object.entries(unzipSync(readFileSync(wheel), { filter }))
    .map(([name, bytes]) => `${name}\n\n${strFromU8(bytes).trim()}\n`)
    .join('\n\n');
}

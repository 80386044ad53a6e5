// The DICOM files that pydicom's wheel carries: all in .cache/pydicom for tests, the demo's own in demo/data.

import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { unzipSync } from 'fflate';
import { refresh } from './freshness.mjs';
import { project } from './paths.mjs';
import { Problem } from './problem.mjs';

const samples = project('.cache', 'pydicom');
const prefix = 'pydicom/data/test_files/';

/** @param {string} wheel path of pydicom's wheel */
export async function unpackSamples(wheel) {
  await refresh({ name: 'samples', inputs: [wheel], outputs: [samples] }, () => {
    rmSync(samples, { recursive: true, force: true });
    const filter = ({ name }) => name.startsWith(prefix) && !name.endsWith('/');
    for (const [name, bytes] of Object.entries(unzipSync(readFileSync(wheel), { filter }))) {
      const path = `${samples}/${name.slice(prefix.length)}`;
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
    }
  });
}

/** Copies the samples that the demo's pages name (`data/CT_small.dcm`) to where the pages look for them. */
export async function copyDemoSamples() {
  const demo = project('demo');
  const pages = readdirSync(demo).filter((name) => name.endsWith('.html'));
  const text = pages.map((name) => readFileSync(`${demo}/${name}`, 'utf8')).join('\n');
  mkdirSync(`${demo}/data`, { recursive: true });
  for (const [, name] of text.matchAll(/["']data\/([\w.+-]+)["']/g)) {
    if (!existsSync(`${samples}/${name}`)) {
      throw new Problem(`The demo shows data/${name}, but pydicom's wheel carries no such file.`);
    }
    copyFileSync(`${samples}/${name}`, `${demo}/data/${name}`);
  }
}

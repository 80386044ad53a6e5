// `npx dicom-viewer-element copy public/`: puts what a page fetches at run time where its host serves it from.

import { cpSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { Mistake } from './arguments.mjs';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

/** The folder that is made in the one that is named. */
const folder = 'dicom-viewer';

/** Copies the package's files into a folder whose files a page's host serves as they are. */
export function copy([target, ...rest]) {
  if (!target || rest.length > 0) throw new Mistake('Into which folder?');
  if (!statSync(target, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Mistake(`There is no folder "${target}".`);
  }
  const to = join(target, folder);
  mkdirSync(to, { recursive: true });
  // The folder of another version's runtime has another name.
  for (const name of readdirSync(to).filter((name) => /^runtime-[0-9a-f]{10}$/.test(name))) {
    rmSync(join(to, name), { recursive: true });
  }
  cpSync(dist, to, { recursive: true, filter: (path) => !path.endsWith('.d.ts') });
  stdout.write(`${to} holds the files. Before the first viewer is on the page, say where it is:

  import { DicomViewer } from 'dicom-viewer-element';
  DicomViewer.base = '/${folder}/';
`);
}

// How long each codec takes for a megapixel, as the viewer tells: the frames after the first of the files of codec_files.py.

import { readFileSync } from 'node:fs';
import { project } from '../../scripts/paths.mjs';

export const title = 'Decoding';

/** @param {import('./lab.mjs').Lab} lab */
export async function measure(lab) {
  const files = JSON.parse(readFileSync(project('.cache', 'bench', 'codecs.json'), 'utf8'));
  return lab.inBrowser(async (tab) => {
    await tab.open();
    const rows = [];
    for (const { codec, image, url } of files) {
      const samples = await tab.call('viewer', 'decoding', url);
      rows.push({ what: `${codec}: ${image}`, unit: 'ms/MP', samples });
    }
    return rows;
  });
}

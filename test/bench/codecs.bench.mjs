// How long each codec takes for a megapixel, as the viewer tells: the first frame of each file of codec_files.py, and the
// others. The first frame of a codec's first file also waits for the codec to be fetched and started.

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
      const [first, ...others] = await tab.call('viewer', 'decoding', url);
      rows.push({ what: `${codec}: ${image}, the first frame`, unit: 'ms/MP', samples: [first] });
      rows.push({ what: `${codec}: ${image}, the others`, unit: 'ms/MP', samples: others });
    }
    return rows;
  });
}

/** Milliseconds for a megapixel by codec: the first frame of a file, and the median of the others. */

import type { DicomError } from '/dist/dicom-viewer.js';

import { next, put } from '../element/harness.js';
import { median, report } from './table.js';

/** See test/bench/codec_files.py. */
interface CodecFile {
  codec: string;
  image: string;
  src: string;
  frames: number;
}

it('decodes', async () => {
  const response = await fetch('/.cache/bench/codecs.json');
  const rows: (string | number)[][] = [];
  for (const file of (await response.json()) as CodecFile[]) {
    rows.push([file.codec, file.image, ...(await timesOf(file))]);
  }
  await report('codecs', {
    title: 'Decoding, ms per megapixel',
    columns: ['codec', 'image', 'first frame', 'median of the others'],
    rows,
  });
});

async function timesOf({ src, frames }: CodecFile): Promise<(string | number)[]> {
  const element = put({ src });
  const times: number[] = [];
  try {
    for (let frame = 0; frame < frames; frame++) {
      element.frame = frame;
      const [{ detail }] = await Promise.all([next(element, 'dicom-render'), element.rendered]);
      times.push(detail.decodeMs / ((element.rows * element.columns) / 1e6));
    }
  } catch (failure) {
    return [`not shown: ${(failure as DicomError).code}`, ''];
  } finally {
    element.remove();
  }
  const [first = NaN, ...others] = times;
  return [first.toFixed(1), median(others).toFixed(1)];
}

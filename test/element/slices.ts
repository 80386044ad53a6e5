/** The series of test/fixtures/series_files.py: files of slices in no order, and what they show. */

import { fileOf } from './harness.js';

/** A series, of which a slice's values are `(7 × slice + 3 × row + column) mod 251`. */
export interface Slices {
  name: string;
  count: number;
  rows: number;
  columns: number;
}

export const thorax: Slices = { name: 'thorax', count: 24, rows: 30, columns: 20 };
export const head: Slices = { name: 'head', count: 5, rows: 12, columns: 16 };
export const long: Slices = { name: 'long', count: 200, rows: 64, columns: 48 };

/** What is added to a stored value: the modality's. */
export const intercept = -1000;

/** The URLs of a series' files, in no order. */
export function urlsOf({ name, count }: Slices): string[] {
  return Array.from({ length: count }, (_, file) => {
    return `/.cache/series/${name}/${String(file).padStart(3, '0')}`;
  });
}

/** The URL of a zip file with a series' files. */
export function zipOf({ name }: Slices): string {
  return `/.cache/series/${name}.zip`;
}

/** A series' files, as a user has them, in no order. */
export async function filesOf(slices: Slices, folder = ''): Promise<File[]> {
  const urls = urlsOf(slices);
  return Promise.all(urls.map((url) => fileOf(url, folder + (url.split('/').at(-1) ?? ''))));
}

/** The files of thorax and head, one after the other in turn. */
export async function twoSeries(): Promise<File[]> {
  const [thoraxFiles, headFiles] = [await filesOf(thorax, 'a/'), await filesOf(head, 'b/')];
  return thoraxFiles.flatMap((file, index) => [file, ...headFiles.slice(index, index + 1)]);
}

/** `<source>` children of a series' files. */
export function sourcesOf(urls: readonly string[]): string {
  return urls.map((url) => `<source src="${url}">`).join('');
}

/** The RGBA of a slice under its own window, which leaves the stored values as they are. */
export function sliceRgba({ rows, columns }: Slices, slice: number): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(rows * columns * 4);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const gray = (7 * slice + 3 * row + column) % 251;
      rgba.set([gray, gray, gray, 255], (row * columns + column) * 4);
    }
  }
  return rgba;
}

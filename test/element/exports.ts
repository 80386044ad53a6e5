/** What a page saves and copies, as a test catches it. */

/** A file that the browser was to save. */
export interface Saved {
  name: string;
  blob: Blob;
}

/** Catches what is saved while something runs, instead of the browser's dialogs. */
export async function saved(run: () => Promise<unknown>): Promise<Saved> {
  const caught = new Promise<Saved>((resolve, reject) => {
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      const { download: name, href } = this;
      void fetch(href)
        .then((response) => response.blob())
        .then((blob) => {
          resolve({ name, blob });
        }, reject);
    };
  });
  try {
    await run();
    return await caught;
  } finally {
    Reflect.deleteProperty(HTMLAnchorElement.prototype, 'click');
  }
}

/** An image file, decoded: its size and its RGBA bytes. */
export async function decoded(
  blob: Blob,
): Promise<{ width: number; height: number; data: Uint8ClampedArray }> {
  const bitmap = await createImageBitmap(blob);
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  context?.drawImage(bitmap, 0, 0);
  const data = context?.getImageData(0, 0, width, height).data;
  if (!data) {
    throw new Error('The image could not be decoded.');
  }
  return { width, height, data };
}

/** The red, green and blue at a column and row. */
export function colorAt(
  { width, data }: { width: number; data: Uint8ClampedArray },
  x: number,
  y: number,
): number[] {
  const start = (y * width + x) * 4;
  return [...data.subarray(start, start + 3)];
}

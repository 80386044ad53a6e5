/** The page's one viewer: how long it takes to do what it is asked for, in ms. */

import { DicomViewer, type DicomRenderDetail } from '/dist/dicom-viewer.js';

let viewer: DicomViewer | undefined;

/** When its canvas got pixels while the pointer was dragged. */
let paintings: number[] = [];

/** From `src` being set to the first frame on the canvas, for one URL after the other. */
export async function loads(urls: string[]): Promise<number[]> {
  const times: number[] = [];
  for (const url of urls) {
    times.push(await timeOf((element) => (element.src = url)));
  }
  return times;
}

/** From a window being set to its image on the canvas, for one center after the other. */
export async function windows(centers: number[]): Promise<number[]> {
  const times: number[] = [];
  for (const center of centers) {
    times.push(await timeOf((element) => (element.windowCenter = center)));
  }
  return times;
}

/** From `frame` being set to that frame on the canvas, for all frames but the first, or so many. */
export async function steps(most = Infinity): Promise<number[]> {
  const times: number[] = [];
  for (let frame = 1; frame < theViewer().frameCount && frame <= most; frame++) {
    times.push(await timeOf((element) => (element.frame = frame)));
  }
  return times;
}

/** Milliseconds of decoding for a megapixel of each frame of a file, as the viewer tells. */
export async function decoding(url: string): Promise<number[]> {
  const element = theViewer();
  element.src = url;
  const times: number[] = [];
  for (let frame = 0; frame === 0 || frame < element.frameCount; frame++) {
    element.frame = frame;
    const { decodeMs } = await nextImage(element);
    times.push(decodeMs / ((element.rows * element.columns) / 1e6));
  }
  return times;
}

/** Where to drag. */
export function centre(): { x: number; y: number } {
  const { left, top, width, height } = theViewer().getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

/** Begins to note when the canvas gets pixels. */
export function watch(): void {
  paintings = [];
  theViewer().addEventListener('dicom-render', note);
}

/** How often it did, and the longest time between two. */
export function watched(): { paintings: number; longestGap: number } {
  theViewer().removeEventListener('dicom-render', note);
  const gaps = paintings.slice(1).map((time, index) => time - (paintings[index] ?? 0));
  return { paintings: paintings.length, longestGap: Math.max(...gaps) };
}

/** The size of Python's heap in bytes. */
export async function pythonHeap(): Promise<number> {
  return (await DicomViewer.statistics()).heapBytes;
}

function note(): void {
  paintings.push(performance.now());
}

/** The viewer, put on the page when it is first asked for. */
export function theViewer(): DicomViewer {
  viewer ??= Object.assign(document.body.appendChild(new DicomViewer()), { tool: 'window' });
  return viewer;
}

/** From a change to the next image on the canvas. */
export async function timeOf(change: (element: DicomViewer) => void): Promise<number> {
  const element = theViewer();
  const start = performance.now();
  change(element);
  await nextImage(element);
  return performance.now() - start;
}

/** The next image on the canvas; rejects if it can't be shown. */
function nextImage(element: DicomViewer): Promise<DicomRenderDetail> {
  return new Promise((resolve, reject) => {
    const ended = new AbortController();
    const once = { signal: ended.signal };
    const shown = (event: CustomEvent<DicomRenderDetail>) => {
      ended.abort();
      resolve(event.detail);
    };
    element.addEventListener('dicom-render', shown as EventListener, once);
    const failed = () => {
      ended.abort();
      reject(element.error ?? new Error('It shows nothing.'));
    };
    element.addEventListener('dicom-error', failed, once);
  });
}

/**
 * What the viewer is compared with: stock Pyodide in a worker, whose pixels come to a canvas of the
 * page as they come to the viewer's. Times are in ms.
 */

import type {
  BaselineReply,
  BaselineRequest,
  ImageReply,
  ImageRequest,
  Wheels,
} from './baseline-worker.js';

const worker = new Worker(new URL('./baseline-worker.js', import.meta.url), { type: 'module' });
const canvas = document.body.appendChild(document.createElement('canvas'));
const context = canvas.getContext('2d');
const window = { center: 32768, width: 50000 };

let frameCount = 0;

/** From the worker's start to Python with NumPy and pydicom. */
export async function start(wheels: Wheels): Promise<number> {
  return (await ask<{ startMs: number }>({ wheels })).startMs;
}

/** From the fetch to the first frame on the canvas, for one URL after the other. */
export function loads(urls: string[]): Promise<number[]> {
  return timesOf(urls, async (url) => {
    const response = await fetch(url);
    const bytes = await response.arrayBuffer();
    ({ frameCount } = await show({ ...window, frame: 0, bytes }));
  });
}

/** From the files that were picked to the first image on the canvas, with all of them stacked. */
export async function opensChosen(): Promise<number> {
  const files = [...(document.querySelector('input')?.files ?? [])];
  return shows({ files });
}

/** From the request to the first coronal plane of the series on the canvas. */
export function opensCoronal(): Promise<number> {
  return shows({ isCoronal: true });
}

/** From the request to its image on the canvas, for one window's center after the other. */
export function windows(centers: number[]): Promise<number[]> {
  return timesOf(centers, (center) => show({ ...window, frame: 0, center }));
}

/** From the request to that frame on the canvas, for all frames but the first. */
export function steps(): Promise<number[]> {
  const frames = Array.from({ length: frameCount - 1 }, (_, index) => index + 1);
  return timesOf(frames, (frame) => show({ ...window, frame }));
}

async function shows(request: Partial<ImageRequest>): Promise<number> {
  const [time = NaN] = await timesOf([request], async () => {
    ({ frameCount } = await show({ ...window, frame: 0, ...request }));
  });
  return time;
}

async function timesOf<T>(things: T[], act: (thing: T) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (const thing of things) {
    const start = performance.now();
    await act(thing);
    times.push(performance.now() - start);
  }
  return times;
}

async function show(request: ImageRequest): Promise<ImageReply> {
  const reply = await ask<ImageReply>(request, request.bytes ? [request.bytes] : []);
  const { pixels, columns, rows } = reply;
  if (canvas.width !== columns || canvas.height !== rows) {
    canvas.width = columns;
    canvas.height = rows;
  }
  context?.putImageData(new ImageData(new Uint8ClampedArray(pixels), columns, rows), 0, 0);
  return reply;
}

/** Sends a request and waits for its reply, before which no other is sent. */
function ask<Reply extends BaselineReply>(
  request: BaselineRequest,
  transfer: Transferable[] = [],
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      resolve(data);
    };
    worker.onerror = ({ message }) => {
      reject(new Error(message));
    };
    worker.postMessage(request, transfer);
  });
}

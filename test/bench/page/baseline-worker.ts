/** The worker of baseline.ts: Pyodide as its documentation starts it, with NumPy's and pydicom's wheels. */

import type { loadPyodide as LoadPyodide, PyodideAPI } from 'pyodide';
import type { PyBuffer, PyProxy } from 'pyodide/ffi';

/** First the wheels' URLs, which start Python; then what is to be shown, of a new file or the one before. */
export type BaselineRequest = { wheels: Wheels } | ImageRequest;

export interface Wheels {
  numpy: string;
  pydicom: string;
}

export interface ImageRequest {
  bytes?: ArrayBuffer;
  frame: number;
  center: number;
  width: number;
}

export type BaselineReply = { startMs: number } | ImageReply;

export interface ImageReply {
  pixels: ArrayBuffer;
  rows: number;
  columns: number;
  frameCount: number;
}

/** The class of baseline.py. */
interface Image extends PyProxy {
  rows: number;
  columns: number;
  frame_count: number;
  rgba: (frame: number, center: number, width: number) => PyBuffer;
}

/** Python's global names; Pyodide types them as anything. */
interface Globals {
  get: (name: 'Image') => (content: Uint8Array) => Image;
}

let python: PyodideAPI;
let image: Image | undefined;

globalThis.addEventListener('message', ({ data }: MessageEvent<BaselineRequest>) => {
  if ('wheels' in data) {
    start(data.wheels).catch(reportError);
  } else {
    const reply = show(data);
    post(reply, [reply.pixels]);
  }
});

async function start({ numpy, pydicom }: Wheels): Promise<void> {
  const { loadPyodide } = (await import(urlOf('/pyodide/pyodide.mjs'))) as {
    loadPyodide: typeof LoadPyodide;
  };
  const begin = performance.now();
  python = await loadPyodide({ indexURL: urlOf('/pyodide/') });
  await python.loadPackage(urlOf(numpy));
  const wheel = await fetch(urlOf(pydicom));
  python.unpackArchive(await wheel.arrayBuffer(), 'wheel');
  const program = await fetch(urlOf('baseline.py'));
  python.runPython(await program.text());
  post({ startMs: performance.now() - begin });
}

function show({ bytes, frame, center, width }: ImageRequest): ImageReply {
  if (bytes) {
    image?.destroy();
    const open = (python.globals as unknown as Globals).get('Image');
    image = open(new Uint8Array(bytes));
  }
  if (!image) {
    throw new Error('There is no image yet.');
  }
  const { rows, columns, frame_count: frameCount } = image;
  const rgba = image.rgba(frame, center, width);
  const view = rgba.getBuffer('u8clamped');
  try {
    const pixels = (view.data as Uint8ClampedArray).slice().buffer;
    return { pixels, rows, columns, frameCount };
  } finally {
    view.release();
    rgba.destroy();
  }
}

function post(reply: BaselineReply, transfer: Transferable[] = []): void {
  globalThis.postMessage(reply, { transfer });
}

function urlOf(path: string): string {
  return new URL(path, import.meta.url).href;
}

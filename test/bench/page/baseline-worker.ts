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
  /** The slices of a series. */
  files?: File[];
  /** Whether what comes now are coronal planes of what was there before. */
  isCoronal?: boolean;
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

/** What baseline.py has. */
interface Image extends PyProxy {
  rows: number;
  columns: number;
  frame_count: number;
  rgba: (frame: number, center: number, width: number) => PyBuffer;
  coronal: () => Image;
}

interface Openers {
  open_file: (content: Uint8Array) => Image;
  open_series: (contents: Uint8Array[]) => Image;
}

/** Python's global names; Pyodide types them as anything. */
interface Globals {
  get: <Name extends keyof Openers>(name: Name) => Openers[Name];
}

let python: PyodideAPI;
let image: Image | undefined;

globalThis.addEventListener('message', ({ data }: MessageEvent<BaselineRequest>) => {
  if ('wheels' in data) {
    start(data.wheels).catch(reportError);
  } else {
    open(data)
      .then((image) => {
        const reply = show(image, data);
        post(reply, [reply.pixels]);
      })
      .catch(reportError);
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

/** What is to be shown: what the request brings, or what was there before. */
async function open({ bytes, files, isCoronal }: ImageRequest): Promise<Image> {
  const globals = python.globals as unknown as Globals;
  const before = image;
  if (bytes) {
    image = globals.get('open_file')(new Uint8Array(bytes));
  } else if (files) {
    const contents = await Promise.all(files.map((file) => file.arrayBuffer()));
    image = globals.get('open_series')(contents.map((content) => new Uint8Array(content)));
  } else if (isCoronal) {
    image = image?.coronal();
  }
  if (before !== image) {
    before?.destroy();
  }
  if (!image) {
    throw new Error('There is no image yet.');
  }
  return image;
}

function show(image: Image, { frame, center, width }: ImageRequest): ImageReply {
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

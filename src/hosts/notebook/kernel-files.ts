import type { Kernel } from './kernel.js';

/** A file that the kernel has. */
export interface SourceFile {
  /** What the kernel calls it. */
  id: string;
  /** Its path, or what messages call it. */
  name: string;
}

/** The address that files of the kernel have for the element: there is no such server. */
const root = 'https://dicom-viewer.invalid/';

/**
 * How often, in ms, a kernel that is busy counts as being there: the element gives a download up that is silent for
 * 15 s, and a kernel is silent for as long as it runs a cell.
 */
const beat = 5000;

/** Files of the kernel as URLs, and what fetches these for an element: piece by piece, when it wants them. */
export class KernelFiles {
  readonly #kernel: Kernel;
  readonly #failed: (detail: string) => void;
  readonly #ids = new Map<string, string>();

  /** `failed` hears why a file can't be had. */
  constructor(kernel: Kernel, failed: (detail: string) => void) {
    this.#kernel = kernel;
    this.#failed = failed;
  }

  /** The URLs of files, whose names they have, from now on. */
  urlsOf(files: readonly SourceFile[]): string[] {
    this.#ids.clear();
    return files.map(({ id, name }) => {
      const url = root + name.split('/').map(encodeURIComponent).join('/');
      const own = this.#ids.has(url) ? `${url}?${id}` : url;
      this.#ids.set(own, id);
      return own;
    });
  }

  /** Fetches one of these URLs; what isn't the kernel's is fetched as ever. */
  readonly fetch = (request: Request): Promise<Response> => {
    if (!request.url.startsWith(root)) {
      return fetch(request);
    }
    const id = this.#ids.get(request.url);
    return Promise.resolve(
      id === undefined ? new Response(null, { status: 404 }) : this.#response(id, request.signal),
    );
  };

  #response(id: string, signal: AbortSignal): Response {
    const pieces = this.#kernel.pieces(`source:${id}`);
    let arrival: Promise<IteratorResult<Uint8Array<ArrayBuffer>, void>> | undefined;
    const pull = async (controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>) => {
      signal.throwIfAborted();
      arrival ??= pieces.next();
      const arrived = await Promise.race([arrival, pause(beat)]);
      if (!arrived) {
        controller.enqueue(new Uint8Array(0));
        return;
      }
      arrival = undefined;
      if (arrived.done) {
        controller.close();
      } else {
        controller.enqueue(arrived.value);
      }
    };
    const stream = new ReadableStream<Uint8Array<ArrayBuffer>>(
      {
        pull: (controller) =>
          pull(controller).catch((error: unknown) => {
            if (!signal.aborted) {
              this.#failed(error instanceof Error ? error.message : String(error));
            }
            throw error;
          }),
      },
      { highWaterMark: 0 },
    );
    return new Response(stream);
  }
}

function pause(ms: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

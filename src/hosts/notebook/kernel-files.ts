import type { Kernel } from './kernel.js';

/** A file that the kernel has. */
export interface SourceFile {
  /** What the kernel calls it. */
  id: string;
  /** Its path, or what messages call it. */
  name: string;
  /** Of one whose frames the kernel sends apart: how they are encoded. */
  transferSyntax?: string;
}

/** What the kernel has for a URL. */
interface Content {
  /** What the kernel calls it. */
  name: string;
  mediaType?: string;
}

/** The address that files of the kernel have for the element: there is no such server. */
const root = 'https://dicom-viewer.invalid/';

/** How the URLs of an instance's metadata and frames go on after its own (PS3.18 10.4). */
const partOfInstance = /^(.+)\/(metadata|frames\/(\d+))$/;

/**
 * How often, in ms, a kernel that is busy counts as being there: the element gives a download up that is silent for
 * 15 s, and a kernel is silent for as long as it runs a cell.
 */
const beat = 5000;

/** Files of the kernel as URLs, and what fetches these for an element: piece by piece, when it wants them. */
export class KernelFiles {
  readonly #kernel: Kernel;
  readonly #failed: (detail: string) => void;
  readonly #files = new Map<string, SourceFile>();

  /** `failed` hears why a file can't be had. */
  constructor(kernel: Kernel, failed: (detail: string) => void) {
    this.#kernel = kernel;
    this.#failed = failed;
  }

  /** The URLs of files from now on: each has the file's name, or where its frames come apart, is a DICOMweb instance. */
  urlsOf(files: readonly SourceFile[]): string[] {
    this.#files.clear();
    return files.map((file) => {
      const { id, name, transferSyntax } = file;
      const url = root + name.split('/').map(encodeURIComponent).join('/');
      const named = this.#files.has(url) ? `${url}?${id}` : url;
      const own = transferSyntax ? `${root}studies/1.1/series/1.1/instances/${id}` : named;
      this.#files.set(own, file);
      return own;
    });
  }

  /** Fetches one of these URLs; what isn't the kernel's is fetched as ever. */
  readonly fetch = (request: Request): Promise<Response> => {
    if (!request.url.startsWith(root)) {
      return fetch(request);
    }
    const content = this.#contentOf(request.url);
    return Promise.resolve(
      content ? this.#response(content, request.signal) : new Response(null, { status: 404 }),
    );
  };

  #contentOf(url: string): Content | undefined {
    const file = this.#files.get(url);
    if (file) {
      return { name: `source:${file.id}` };
    }
    const [, instance = '', part, frame] = partOfInstance.exec(url) ?? [];
    const { id, transferSyntax } = this.#files.get(instance) ?? {};
    if (id === undefined || !transferSyntax) {
      return undefined;
    }
    return part === 'metadata'
      ? { name: `metadata:${id}`, mediaType: 'application/dicom+json' }
      : {
          name: `frame:${id}.${String(Number(frame) - 1)}`,
          mediaType: `application/octet-stream; transfer-syntax=${transferSyntax}`,
        };
  }

  #response({ name, mediaType }: Content, signal: AbortSignal): Response {
    const pieces = this.#kernel.pieces(name);
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
    return new Response(stream, mediaType ? { headers: { 'content-type': mediaType } } : {});
  }
}

function pause(ms: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

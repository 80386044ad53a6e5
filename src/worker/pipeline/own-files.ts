import type { BootFiles } from '../boot/files.js';
import { decompressed } from '../assistant/zstandard.js';
import { withExports, type HiddenExports } from './hidden-exports.js';

/** The runtime's files, where nothing may be fetched: the page sends them, all that a start needs unasked. */
export class OwnFiles implements BootFiles {
  readonly #want: (name: string) => void;
  /** Of a start for packages: the exports that only their libraries need. */
  hidden: HiddenExports | undefined;
  readonly #arrived = new Map<string, PromiseWithResolvers>();

  constructor(want: (name: string) => void) {
    this.#want = want;
  }

  /** Takes a file that the page has sent; null where it can't be had. */
  take(name: string, bytes: ArrayBuffer | null): void {
    const { resolve, reject } = this.#entry(name);
    if (bytes) {
      resolve(new Uint8Array(bytes));
    } else {
      reject(new Error(`${name} can't be fetched.`));
    }
  }

  expect(): void {
    // Nobody counts bytes here.
  }

  async fetch(name: string): Promise<Uint8Array<ArrayBuffer>> {
    const { promise } = this.#entry(name, true);
    const bytes = await promise;
    this.#arrived.delete(name);
    return bytes;
  }

  /** A script is part of this worker's. */
  runScript(): Promise<void> {
    return Promise.resolve();
  }

  async decompress(name: string): Promise<Uint8Array<ArrayBuffer>> {
    const [file, decoder] = await Promise.all([this.fetch(`${name}.bin`), this.#decoder]);
    const bytes = await decompressed(file, decoder);
    return this.hidden && name === 'pyodide.asm.wasm'
      ? withExports(bytes, await this.decompress('pyodide.exports'))
      : bytes;
  }

  instantiated(instance: WebAssembly.Instance, imports: WebAssembly.Imports): WebAssembly.Instance {
    return this.hidden?.hide(instance, imports) ?? instance;
  }

  decompressElsewhere(name: string): Promise<Uint8Array<ArrayBuffer>> {
    return this.decompress(name);
  }

  get #decoder(): Promise<WebAssembly.Module> {
    this.#compiling ??= this.fetch('zstandard.wasm').then(WebAssembly.compile);
    return this.#compiling;
  }
  #compiling: Promise<WebAssembly.Module> | undefined;

  #entry(name: string, isAwaited = false): PromiseWithResolvers {
    let entry = this.#arrived.get(name);
    if (!entry) {
      entry = withResolvers();
      this.#arrived.set(name, entry);
      if (isAwaited) {
        this.#want(name);
      }
    }
    return entry;
  }
}

interface PromiseWithResolvers {
  promise: Promise<Uint8Array<ArrayBuffer>>;
  resolve: (bytes: Uint8Array<ArrayBuffer>) => void;
  reject: (error: Error) => void;
}

function withResolvers(): PromiseWithResolvers {
  let resolve!: PromiseWithResolvers['resolve'];
  let reject!: PromiseWithResolvers['reject'];
  const promise = new Promise<Uint8Array<ArrayBuffer>>((...functions) => {
    [resolve, reject] = functions;
  });
  promise.catch(() => undefined); // whoever awaits it is told
  return { promise, resolve, reject };
}

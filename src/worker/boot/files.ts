import { files, scriptIntegrity } from 'runtime-manifest';

import { detailOf } from '../../languages/message.js';
import { readAll } from '../../network/fetch.js';
import { fetchWhole, isAsBuilt } from '../../network/import.js';
import { CodedError } from '../../protocol/coded-error.js';
import type { PlacedFiles } from '../../protocol/pipeline.js';
import { startAgain } from '../../protocol/spawn.js';
import { AssistantMissing, type Assistants } from '../assistant/assistants.js';
import {
  download,
  nobody,
  stallOf,
  type ByteCounter,
  type DownloadOptions,
} from '../assistant/download.js';
import type { CompressedFile } from '../assistant/messages.js';
import { fetchDecompressed } from '../assistant/zstandard.js';

/** Whether a start failed before: what the browser keeps of its files may be damaged. */
const isFurtherStart = globalThis.self.name === startAgain;

/** The script whose hash is known. */
const pyodideScript = 'pyodide.asm.js';

/** What a start needs of the runtime's files. */
export type BootFiles = Pick<
  RuntimeFiles,
  'expect' | 'fetch' | 'runScript' | 'decompress' | 'decompressElsewhere'
> & {
  /** Returns the program as Emscripten is to see it, of what was instantiated with its imports. */
  instantiated?: (
    instance: WebAssembly.Instance,
    imports: WebAssembly.Imports,
  ) => WebAssembly.Instance;
};

/**
 * Fetches the runtime's files, and counts their bytes. Some lie there compressed, so that they are small
 * on any host; those are named `.bin`. What comes damaged, as its checksum says, is fetched once more,
 * past the browser's cache. A download that stalls fails with a `CodedError` of `runtime`.
 */
export class RuntimeFiles {
  readonly #counter: ByteCounter;
  readonly #assistants: Assistants;
  /** The bytes of files that are expected already, by name. */
  readonly #expected = new Map<string, number>();
  #stall: CodedError | undefined;

  constructor(counter: ByteCounter, assistants: Assistants) {
    this.#counter = counter;
    this.#assistants = assistants;
  }

  /** Where all files of the runtime are. */
  get placed(): PlacedFiles {
    return Object.fromEntries(
      Object.keys(files).map((name) => [name, { url: urlOf(name), integrity: integrityOf(name) }]),
    );
  }

  /** Expects the bytes of a compressed file that is fetched later, so that the whole is known from the beginning. */
  expect(name: string, bytes: number): void {
    this.#expected.set(`${name}.bin`, bytes);
    this.#counter.expect(bytes);
  }

  /** Fetches a file as it is. */
  async fetch(name: string): Promise<Uint8Array<ArrayBuffer>> {
    const stream = await download(urlOf(name), this.#options(name, isFurtherStart));
    return readAll(stream).catch((error: unknown) => {
      throw this.#stall ?? error;
    });
  }

  /** Fetches Pyodide's script and runs it. */
  async runScript(): Promise<void> {
    const name = pyodideScript;
    const url = urlOf(name);
    try {
      await fetchWhole(url, { isRetry: isFurtherStart, integrity: integrityOf(name) });
      await import(url); // from the browser's cache
    } catch (error) {
      const parameters = { file: name, detail: detailOf(error) };
      throw new CodedError('runtime', 'file-unfetched', parameters, { cause: error });
    }
  }

  /** Fetches a file and decompresses it. */
  async decompress(name: string, isRetry = isFurtherStart): Promise<Uint8Array<ArrayBuffer>> {
    try {
      return await fetchDecompressed(placeOf(name), this.#options(`${name}.bin`, isRetry));
    } catch (error) {
      if (this.#stall) {
        throw this.#stall;
      }
      if (!isRetry) {
        return this.decompress(name, true);
      }
      throw new Error(`${name}.bin is damaged, or its download broke off.`, { cause: error });
    }
  }

  /** Has a file fetched and decompressed beside this thread, which is busy with starting Python. */
  async decompressElsewhere(name: string): Promise<Uint8Array<ArrayBuffer>> {
    if (isFurtherStart) {
      return this.decompress(name);
    }
    try {
      const file = `${name}.bin`;
      return await this.#assistants.decompress(placeOf(name), this.#counterOf(file));
    } catch (error) {
      if (error instanceof CodedError) {
        throw error; // it stalls
      }
      return this.decompress(name, !(error instanceof AssistantMissing));
    }
  }

  #counterOf(file: string): ByteCounter {
    const counter = this.#counter;
    const expected = this.#expected.get(file) ?? 0;
    return {
      expect: (bytes) => {
        counter.expect(bytes - expected);
      },
      add: (bytes) => {
        counter.add(bytes);
      },
    };
  }

  #options(file: string, isRetry: boolean): DownloadOptions {
    return {
      // The bytes of a file that is fetched once more have been counted.
      counter: isRetry && !isFurtherStart ? nobody : this.#counterOf(file),
      isRetry,
      stalled: (error) => {
        this.#stall ??= stallOf(error);
      },
    };
  }
}

/** The URL of a file of the runtime. */
export function urlOf(name: string): string {
  return new URL(files[name] ?? name, globalThis.location.href).href; // Turbopack's are relative
}

/** The hash of Pyodide's script, unless a bundler may have changed it; undefined for all other files. */
function integrityOf(name: string): string | undefined {
  return name === pyodideScript && isAsBuilt(urlOf(name), name) ? scriptIntegrity : undefined;
}

/** Where a compressed file lies, and what decompresses it. */
function placeOf(name: string): CompressedFile {
  return { url: urlOf(`${name}.bin`), decoderUrl: urlOf('zstandard.wasm') };
}

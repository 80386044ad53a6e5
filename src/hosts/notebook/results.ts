import type { DicomViewer, PipelineResult } from '../../dicom-viewer.js';
import type { Model } from './model.js';

/** How long, in ms, results stand before they are sent: those that a slider passes by are not. */
const patience = 200;

/** How many bytes a message carries: notebooks' servers take no longer ones than 10 MB. */
const pieceSize = 4 << 20;

/** How many bytes the arrays of a result are at most that are sent. */
const mostBytes = 64 << 20;

/** An array of a result, or the bytes of a data set. */
interface SentArray {
  kind: string;
  dtype: string;
  shape: readonly number[];
}

/** Sends what a pipeline comes to to the kernel: the pieces of arrays as messages, then the trait that describes them. */
export class ResultSender {
  readonly #model: Model;
  readonly #listeners = new AbortController();
  /** The kernel has the results of each view of a widget: this tells them apart. */
  readonly #name = Math.random().toString(36).slice(2);
  #lastRun = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(viewer: DicomViewer, model: Model) {
    this.#model = model;
    const { signal } = this.#listeners;
    viewer.addEventListener(
      'dicom-result',
      ({ detail: { result } }) => {
        this.#plan(() => this.#send(result));
      },
      { signal },
    );
    viewer.addEventListener(
      'dicom-error',
      ({ detail: { code } }) => {
        if (code === 'pipeline') {
          this.#plan(() => {
            this.#set(null);
          });
        }
      },
      { signal },
    );
  }

  /** Sends no more. */
  end(): void {
    this.#listeners.abort();
    clearTimeout(this.#timer);
    this.#lastRun += 1;
  }

  #plan(send: () => Promise<void> | void): void {
    clearTimeout(this.#timer);
    this.#lastRun += 1;
    this.#timer = setTimeout(() => void send(), patience);
  }

  async #send({ pixels, mask, labels, dataset, ...values }: PipelineResult): Promise<void> {
    const number = this.#lastRun;
    const run = `${this.#name}.${String(number)}`;
    const arrays: SentArray[] = [];
    let room = mostBytes;
    for (const [kind, array] of Object.entries({ mask, labels, pixels, dataset })) {
      if (!array) {
        continue;
      }
      const { data, shape } =
        array instanceof ArrayBuffer
          ? { data: new Uint8Array(array), shape: [array.byteLength] }
          : array;
      arrays.push({ kind, dtype: data.constructor.name.replace('Array', '').toLowerCase(), shape });
      const { buffer, byteOffset, byteLength } = data;
      if (byteLength > room) {
        continue;
      }
      room -= byteLength;
      for (let at = 0; at < byteLength; at += pieceSize) {
        const size = Math.min(pieceSize, byteLength - at);
        const piece = new Uint8Array(buffer, byteOffset + at, size).slice().buffer;
        await this.#model.send({ type: 'result', run, kind }, undefined, [piece]);
        if (number !== this.#lastRun) {
          return; // others have come since
        }
      }
    }
    this.#set({ run, values, arrays });
  }

  #set(results: object | null): void {
    this.#model.set('_results', results);
    this.#model.save_changes();
  }
}

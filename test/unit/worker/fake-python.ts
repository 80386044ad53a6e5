import type { Json } from '../../../src/worker/bridge-functions.js';
import type { FrameDecoder } from '../../../src/worker/frame-decoder.js';
import type { Python } from '../../../src/worker/python.js';
import type { PictureRequest, ViewState, Warning } from '../../../src/protocol/messages.js';
import { storedView } from '../stored-view.js';

/** A Python that notes its calls, and whose studies have frames to decode and to read ahead. */
export class FakePython {
  readonly calls: string[] = [];
  /** The frames that `frames_ahead` returns. */
  framesAhead: number[] = [];
  /** The files to which one that is added refers, if it is a DICOMDIR. */
  fileIds: string[] | null = null;
  /** Which file is shown, and its bytes where Python has copied them. */
  shownFile: { index: number; heap?: number[] } = { index: 0 };
  /** Where the files lie that were added. */
  readonly places: unknown[] = [];
  /** How often there are frames to read ahead. */
  readsAhead = 0;
  /** What the next call of a function throws. */
  readonly throws = new Map<string, Error[]>();
  #whenCalled: (() => void) | undefined;

  call(name: string, ...args: unknown[]): { value: unknown; warnings: Warning[] } {
    if (name === 'frames_ahead') {
      return { value: [...this.framesAhead], warnings: [] };
    }
    if (name === 'read_ahead' && --this.readsAhead < 0) {
      return { value: false, warnings: [] };
    }
    this.calls.push(name === 'decode_ahead' ? `${name} ${args.join('/')}` : name);
    if (name === 'add_file') {
      this.places.push(args[3]);
    }
    this.#whenCalled?.();
    const thrown = this.throws.get(name)?.shift();
    if (thrown) {
      throw thrown;
    }
    return { value: this.#valueOf(name, args), warnings: [] };
  }

  /** Resolves once a number of calls were made. */
  async called(count: number): Promise<void> {
    while (this.calls.length < count) {
      await new Promise<void>((resolve) => (this.#whenCalled = resolve));
    }
  }

  /** As the interpreter that it stands for. */
  get python(): Python {
    return this as unknown as Python;
  }

  #valueOf(name: string, args: unknown[]): unknown {
    if (name === 'picture') {
      const { frame } = JSON.parse(args[1] as Json<ViewState>) as ViewState;
      const makeBuffer = args[4] as (size: number) => unknown;
      makeBuffer(4);
      return { images: [{ frame }], decodeMs: 0, metadataKey: 'CT' };
    }
    if (name === 'shown_file') {
      const { index, heap } = this.shownFile;
      if (heap) {
        const makeBuffer = args[2] as (size: number) => Uint8Array;
        makeBuffer(heap.length).set(heap);
      }
      return index;
    }
    return name === 'add_file' ? this.fileIds : name.endsWith('_ahead');
  }
}

/** A decoder of frames that are all there; of those ahead, once the test finishes them. */
export class FakeDecoder {
  /** Finishes each frame that is being decoded ahead. */
  readonly decoding: (() => void)[] = [];

  run<T>(call: () => T): Promise<T> {
    return new Promise((resolve) => {
      resolve(call());
    });
  }

  async runAhead<T>(call: () => T): Promise<T> {
    const result = call();
    await new Promise<void>((resolve) => this.decoding.push(resolve));
    return result;
  }

  /** As the decoder that it stands for. */
  get decoder(): FrameDecoder {
    return this as unknown as FrameDecoder;
  }
}

/** A request for a picture of one pixel. */
export function pictureOf(study: number, change: Partial<ViewState> = {}): PictureRequest {
  return {
    type: 'picture',
    study,
    view: { ...storedView, ...change },
    withLayer: false,
    knownMetadataKey: 'CT',
    recycledBuffers: [],
  };
}

/** Lets all timers of no duration end that have been set. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}

import type { MessageListener, Model } from './model.js';

/** What the kernel answers: a piece of a file, with its bytes beside, or why it can't be had. */
interface Piece {
  type: 'piece';
  id: string;
  /** How long the whole file is. */
  size?: number;
  detail?: string;
}

interface Waiting {
  resolve: (piece: { size: number; bytes: Uint8Array<ArrayBuffer> }) => void;
  reject: (error: Error) => void;
}

/** How many pieces are asked for at once: while the kernel reads one, others are on their way. */
const mostAtOnce = 4;

/** Reads files from the kernel, piece by piece, so that it answers others between two of them. */
export class Kernel {
  readonly #model: Model;
  readonly #waiting = new Map<string, Waiting>();
  readonly #queue: (() => void)[] = [];
  /** The kernel's words come to each view of a widget: this tells whose they are. */
  readonly #name = Math.random().toString(36).slice(2);
  #lastId = 0;
  #running = 0;

  constructor(model: Model) {
    this.#model = model;
    model.on('msg:custom', this.#receive);
  }

  /** Hears no more. */
  close(): void {
    this.#model.off('msg:custom', this.#receive);
    for (const { reject } of this.#waiting.values()) {
      reject(new Error('The widget was closed.'));
    }
    this.#waiting.clear();
  }

  /** Reads a file to its end; rejects if it can't be had. `arrived` hears of the bytes of each piece. */
  async read(file: string, arrived?: (bytes: number) => void): Promise<Blob> {
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    for await (const piece of this.pieces(file)) {
      pieces.push(piece);
      arrived?.(piece.length);
    }
    return new Blob(pieces);
  }

  /** Yields the pieces of a file, each of which is asked for when it is wanted; rejects if one can't be had. */
  async *pieces(file: string): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
    for (let at = 0, size = Infinity; at < size;) {
      const piece = await this.#piece(file, at);
      if (piece.bytes.length === 0 && piece.size > at) {
        throw new Error(`${file} ends early.`);
      }
      yield piece.bytes;
      at += piece.bytes.length;
      size = piece.size;
    }
  }

  async #piece(
    file: string,
    start: number,
  ): Promise<{ size: number; bytes: Uint8Array<ArrayBuffer> }> {
    while (this.#running >= mostAtOnce) {
      await new Promise<void>((resolve) => this.#queue.push(resolve));
    }
    this.#running += 1;
    const id = `${this.#name}.${String(++this.#lastId)}`;
    try {
      return await new Promise((resolve, reject) => {
        this.#waiting.set(id, { resolve, reject });
        this.#model.send({ type: 'read', id, file, start });
      });
    } finally {
      this.#running -= 1;
      this.#queue.shift()?.();
    }
  }

  readonly #receive: MessageListener = (content, buffers = []) => {
    const { type, id, size = 0, detail } = content as Partial<Piece>;
    const waiting = type === 'piece' && id !== undefined ? this.#waiting.get(id) : undefined;
    if (!waiting || id === undefined) {
      return;
    }
    this.#waiting.delete(id);
    const [buffer] = buffers;
    if (detail !== undefined || !buffer) {
      waiting.reject(new Error(detail ?? 'The kernel sent no bytes.'));
    } else {
      waiting.resolve({ size, bytes: bytesOf(buffer) });
    }
  };
}

/** A copy: a notebook may use the memory again. */
function bytesOf(buffer: DataView | ArrayBuffer): Uint8Array<ArrayBuffer> {
  return ArrayBuffer.isView(buffer)
    ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength).slice()
    : new Uint8Array(buffer.slice(0));
}

/** A part of a multipart body. */
export interface Part {
  headers: Headers;
  /** Its pieces, which are read before the next part is asked for. */
  body: AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined>;
}

/** A multipart body that ends before its last boundary does. */
export class MultipartCut extends Error {
  override readonly name = 'MultipartCut';
}

const lineEnd = bytesOf('\r\n');
const headersEnd = bytesOf('\r\n\r\n');

/** The most bytes of the headers of a part. */
const mostHeaders = 1 << 16;

/**
 * Yields the parts of a multipart body (RFC 2046 5.1.1) as its bytes arrive. What stands before the first
 * boundary and after the last is left out, and the stream is read to its end. A body throws `MultipartCut` if the
 * stream ends before a boundary and before the part's own length, where it says one.
 */
export async function* partsOf(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  boundary: string,
): AsyncGenerator<Part, void, undefined> {
  const source = new Source(stream.getReader());
  const delimiter = bytesOf(`\r\n--${boundary}`);
  try {
    source.unread(lineEnd); // the first boundary may stand at the very beginning
    await drain(source.until(delimiter));
    while (await isFollowedByPart(source)) {
      const headers = await readHeaders(source);
      const body = source.until(delimiter, Number(headers.get('content-length') ?? Infinity));
      yield { headers, body };
      await drain(body);
    }
    await source.drain();
  } finally {
    source.cancel();
  }
}

/** Bytes of a stream, of which some have been looked at. */
class Source {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;
  #bytes = new Uint8Array(0);

  constructor(reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>) {
    this.#reader = reader;
  }

  /** Puts bytes before those that come. */
  unread(bytes: Uint8Array<ArrayBuffer>): void {
    this.#bytes = concatenated(bytes, this.#bytes);
  }

  /** The next bytes, if there are as many; else all that are left. */
  async take(count: number): Promise<Uint8Array<ArrayBuffer>> {
    while (this.#bytes.length < count && (await this.#readMore())) {
      // until there are enough
    }
    const taken = this.#bytes.subarray(0, count);
    this.#bytes = this.#bytes.subarray(count);
    return taken;
  }

  /**
   * Yields the bytes before a delimiter, and goes behind it. Throws `MultipartCut` if the stream ends before,
   * unless there were as many bytes as expected.
   */
  async *until(
    delimiter: Uint8Array,
    expected = Infinity,
  ): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
    let count = 0;
    for (;;) {
      const at = indexOf(this.#bytes, delimiter);
      // the end of what is there may be the beginning of the delimiter
      const safe = at < 0 ? Math.max(this.#bytes.length - delimiter.length + 1, 0) : at;
      const piece = this.#bytes.subarray(0, safe);
      this.#bytes = this.#bytes.subarray(at < 0 ? safe : at + delimiter.length);
      count += safe;
      if (safe > 0) {
        yield piece;
      }
      if (at >= 0) {
        return;
      }
      if (!(await this.#readMore())) {
        const rest = await this.take(Math.max(expected - count, 0));
        if (count + rest.length !== expected) {
          throw new MultipartCut('The body ends before its last boundary.');
        }
        this.#bytes = new Uint8Array(0);
        yield rest;
        return;
      }
    }
  }

  /** Reads to the end. */
  async drain(): Promise<void> {
    do {
      this.#bytes = new Uint8Array(0);
    } while (await this.#readMore());
  }

  /** Stops the stream, unless it has ended. */
  cancel(): void {
    this.#reader.cancel().catch(() => undefined); // one that has failed is of no more use either
  }

  async #readMore(): Promise<boolean> {
    const { value } = await this.#reader.read();
    if (value) {
      this.#bytes = concatenated(this.#bytes, value);
    }
    return value !== undefined;
  }
}

/** Whether a part follows the delimiter that was read, and not the end; goes to its headers. */
async function isFollowedByPart(source: Source): Promise<boolean> {
  const next = await source.take(2);
  if (next.length < 2 || textOf(next) === '--') {
    return false;
  }
  source.unread(next);
  await drain(source.until(lineEnd)); // a line may end with white space
  return true;
}

async function readHeaders(source: Source): Promise<Headers> {
  source.unread(lineEnd); // there may be none: then an empty line follows
  let text = '';
  for await (const piece of source.until(headersEnd)) {
    text += textOf(piece);
    if (text.length > mostHeaders) {
      throw new MultipartCut('The headers of a part have no end.');
    }
  }
  const headers = new Headers();
  for (const line of text.split('\r\n')) {
    const [, name, value] = /^([\w!#$%&'*+.^`|~-]+):\s*(.*?)\s*$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) {
      headers.append(name, value);
    }
  }
  return headers;
}

async function drain(pieces: AsyncIterable<unknown>): Promise<void> {
  const iterator = pieces[Symbol.asyncIterator]();
  while (!(await iterator.next()).done) {
    // it is read to be behind it
  }
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array): number {
  const [first = 0] = wanted;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) {
      return at;
    }
  }
  return -1;
}

function concatenated(
  one: Uint8Array<ArrayBuffer>,
  other: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  if (one.length === 0) {
    return other;
  }
  const bytes = new Uint8Array(one.length + other.length);
  bytes.set(one);
  bytes.set(other, one.length);
  return bytes;
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

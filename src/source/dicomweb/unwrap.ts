import { mediaTypeOf } from './media-type.js';
import { MultipartCut, partsOf, type Part } from './multipart.js';
import type { Faults } from './tools.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** What a server answers with that has something to say, but no DICOM. */
const talk = /^text\/html$|\bxml$|\bjson$/;

/** How a multipart body begins, whatever the server calls it; a line may end with white space. */
const firstBoundary = /^(?:\r\n)?--([^\r\n]{0,69}[^\s])[ \t]*\r\n/;

/** How data of gzip begin: with its signature and the one method that there is (RFC 1952 2.3.1). */
const gzipStart = [0x1f, 0x8b, 8];

/** How many bytes tell how a body begins. */
const startLength = 80;

/**
 * Takes the one file out of a response: the first part of a multipart one, or the body itself, inflated if
 * it is of gzip; the headers are the part's. Throws `network` of HTML or JSON; the body fails with
 * `truncated` if the server hasn't sent all of it.
 */
export async function unwrapped(
  response: Response,
  url: string,
  faults: Faults,
): Promise<Response> {
  const { body, headers } = response;
  const type = mediaTypeOf(headers.get('content-type'));
  if (!body || talk.test(type.name)) {
    await body?.cancel();
    throw faults.wrongType(url, type.name);
  }
  const plain = await inflated(body);
  const [start, stream] = await peeked(plain);
  const named = type.name.startsWith('multipart/') ? type.parameters.get('boundary') : undefined;
  const boundary = named ?? firstBoundary.exec(new TextDecoder('latin1').decode(start))?.[1];
  if (boundary === undefined) {
    return new Response(stream, { headers });
  }
  const parts = partsOf(stream, boundary);
  try {
    const { value: part } = await parts.next();
    if (part) {
      return new Response(
        streamOf(part, parts, () => faults.cut(url)),
        { headers: part.headers },
      );
    }
  } catch (error) {
    throw error instanceof MultipartCut ? faults.cut(url) : error;
  }
  throw faults.cut(url);
}

/** The bytes of a stream, inflated if they are of gzip, which a server of files may not say. */
export async function inflated(body: ReadableStream<Bytes>): Promise<ReadableStream<Bytes>> {
  const [start, stream] = await peeked(body);
  const isGzip = gzipStart.every((byte, index) => start[index] === byte);
  return isGzip ? stream.pipeThrough(new DecompressionStream('gzip')) : stream;
}

/** The first bytes of a stream, and a stream of all. */
async function peeked(body: ReadableStream<Bytes>): Promise<[Bytes, ReadableStream<Bytes>]> {
  const reader = body.getReader();
  const pieces: Bytes[] = [];
  const start = new Uint8Array(startLength);
  let length = 0;
  while (length < startLength) {
    const { value } = await reader.read();
    if (!value) {
      break;
    }
    pieces.push(value);
    start.set(value.subarray(0, startLength - length), length);
    length = Math.min(length + value.length, startLength);
  }
  const next = async () => pieces.shift() ?? (await reader.read()).value;
  return [start.subarray(0, length), stream(next, () => reader.cancel())];
}

/** The body of a part; once it has been read, what follows it is read too, so that the connection can be used again. */
function streamOf(
  { body }: Part,
  parts: AsyncGenerator<Part, void, undefined>,
  cut: () => Error,
): ReadableStream<Bytes> {
  return stream(
    async () => {
      try {
        const { value } = await body.next();
        if (!value) {
          await parts.next();
          await parts.return();
        }
        return value ?? undefined;
      } catch (error) {
        throw error instanceof MultipartCut ? cut() : error;
      }
    },
    () => parts.return(),
  );
}

function stream(
  next: () => Promise<Bytes | undefined>,
  cancel: () => Promise<unknown>,
): ReadableStream<Bytes> {
  return new ReadableStream<Bytes>(
    {
      async pull(controller) {
        const value = await next();
        if (value) {
          controller.enqueue(value);
        } else {
          controller.close();
        }
      },
      async cancel() {
        await cancel();
      },
    },
    { highWaterMark: 0 },
  );
}

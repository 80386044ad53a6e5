import { CodedError } from '../../protocol/coded-error.js';

/** Hears of bytes as they arrive: how many are expected, and how many more are there. */
export interface ByteCounter {
  expect(bytes: number): void;
  add(bytes: number): void;
}

/** Fetches a file, and counts its bytes; throws a `CodedError` of `runtime` if it isn't there. */
export async function download(
  url: string,
  counter: ByteCounter,
): Promise<ReadableStream<Uint8Array>> {
  const response = await fetch(url);
  if (!response.ok || !response.body) {
    throw new CodedError('runtime', 'runtime-file', { url, status: String(response.status) });
  }
  const { headers, body } = response;
  const isEncoded = headers.has('content-encoding');
  counter.expect(isEncoded ? 0 : Number(headers.get('content-length') ?? 0));
  const counting = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      counter.add(chunk.byteLength);
      controller.enqueue(chunk);
    },
  });
  return body.pipeThrough(counting);
}

/** What a stream brings as gzip. */
export function inflated(stream: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const inflation = new DecompressionStream('gzip');
  return stream.pipeThrough(inflation as ReadableWritablePair<Uint8Array, Uint8Array>);
}

/** All that a stream brings. */
export async function bytesOf(
  stream: ReadableStream<Uint8Array>,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

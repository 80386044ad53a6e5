import { DicomError } from '../errors.js';

/** Hears of bytes as they arrive: how many more, and once, before any, how many are expected. */
export interface ByteCounter {
  expect(bytes: number): void;
  add(bytes: number): void;
}

/** Fetches a file of the runtime and counts its bytes; throws `runtime` if it isn't to be had. */
export async function fetchCounted(url: URL, count: ByteCounter): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok || !response.body) {
    throw new DicomError('runtime', `${url.href} answered ${String(response.status)}.`);
  }
  if (!response.headers.has('content-encoding')) {
    count.expect(Number(response.headers.get('content-length') ?? 0));
  }
  const counting = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      count.add(chunk.byteLength);
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(counting)).arrayBuffer();
}

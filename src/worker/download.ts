/** Hears of bytes as they arrive: how many are expected, and how many more are there. */
export interface ByteCounter {
  expect(bytes: number): void;
  add(bytes: number): void;
}

/** Counts all that this worker fetches from now on; returns what ends that. */
export function countDownloads(count: ByteCounter): () => void {
  const { fetch } = globalThis;
  globalThis.fetch = async (...request) => {
    const response = await fetch(...request);
    // A copy is counted: WebAssembly is compiled, and cached, only as the network's own response.
    void countBytes(response.clone(), count);
    return response;
  };
  return () => {
    globalThis.fetch = fetch;
  };
}

async function countBytes(response: Response, count: ByteCounter): Promise<void> {
  const isEncoded = response.headers.has('content-encoding');
  count.expect(isEncoded ? 0 : Number(response.headers.get('content-length') ?? 0));
  const counting = new WritableStream<Uint8Array>({
    write: (chunk) => {
      count.add(chunk.byteLength);
    },
  });
  // A download that breaks off is reported by whoever asked for it.
  await response.body?.pipeTo(counting).catch(() => undefined);
}

/** The entry of a worker that inflates files and decodes frames while Python does something else. */

import { decodeFrame, startCodec } from '../codecs/codecs.js';
import type { AssistantReply, AssistantRequest } from './messages.js';

const inflating = new Map<number, WritableStreamDefaultWriter<BufferSource>>();

globalThis.addEventListener('message', ({ data }: MessageEvent<AssistantRequest>) => {
  answer(data).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    post({ type: 'failed', id: data.id, reason });
  });
});

async function answer(request: AssistantRequest): Promise<void> {
  if (request.type === 'inflate') {
    await takeChunk(request.id, request.chunk);
    return;
  }
  await startCodec(request.frame.codec);
  const outcome = decodeFrame(request.frame);
  const buffers = 'frame' in outcome ? [outcome.frame.samples.buffer] : [];
  post({ type: 'decoded', id: request.id, outcome }, buffers);
}

async function takeChunk(id: number, chunk: Uint8Array): Promise<void> {
  const writer = inflating.get(id) ?? beginInflating(id);
  if (chunk.length > 0) {
    await writer.write(chunk as BufferSource);
  } else {
    inflating.delete(id);
    await writer.close();
  }
}

function beginInflating(id: number): WritableStreamDefaultWriter<BufferSource> {
  const { readable, writable } = new DecompressionStream('gzip');
  const writer = writable.getWriter();
  inflating.set(id, writer);
  new Response(readable).arrayBuffer().then(
    (buffer) => {
      post({ type: 'inflated', id, bytes: new Uint8Array(buffer) }, [buffer]);
    },
    // The writer has failed too, and tells of it.
    () => undefined,
  );
  return writer;
}

function post(reply: AssistantReply, transfer: Transferable[] = []): void {
  globalThis.postMessage(reply, { transfer });
}

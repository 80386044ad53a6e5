/** The entry of a worker that decompresses files and decodes frames while Python does something else. */

import { detailOf } from '../../languages/message.js';
import { codecFiles } from 'runtime-manifest';

import { StallError } from '../../network/fetch.js';
import { decodeFrame, findCodecs, startCodec } from '../codecs/codecs.js';
import type {
  AssistantReply,
  AssistantRequest,
  DecodeRequest,
  DecompressRequest,
} from './messages.js';
import { fetchDecompressed } from './zstandard.js';

findCodecs(codecFiles);

globalThis.addEventListener('message', ({ data }: MessageEvent<AssistantRequest>) => {
  answer(data).catch((error: unknown) => {
    const stall = [error, (error as Error).cause].find((each) => each instanceof StallError);
    const stalled = stall ? { url: stall.url, seconds: stall.seconds } : null;
    post({ type: 'failed', id: data.id, detail: detailOf(error), stalled });
  });
});

async function answer(request: AssistantRequest): Promise<void> {
  if (request.type === 'decode') {
    await decode(request);
    return;
  }
  await decompress(request);
}

async function decode({ id, frame }: DecodeRequest): Promise<void> {
  await startCodec(frame.codec);
  post({ type: 'decoding', id });
  const outcome = decodeFrame(frame);
  const buffers = 'frame' in outcome ? [outcome.frame.samples.buffer] : [];
  post({ type: 'decoded', id, outcome }, buffers);
}

async function decompress({ id, ...file }: DecompressRequest): Promise<void> {
  const counter = {
    expect: (bytes: number) => {
      post({ type: 'expected', id, bytes });
    },
    add: (bytes: number) => {
      post({ type: 'arrived', id, bytes });
    },
  };
  const bytes = await fetchDecompressed(file, { counter });
  post({ type: 'decompressed', id, bytes }, [bytes.buffer]);
}

function post(reply: AssistantReply, transfer: Transferable[] = []): void {
  globalThis.postMessage(reply, { transfer });
}

post({ type: 'started' });

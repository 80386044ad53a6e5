/** The entry of a worker that inflates files and decodes frames while Python does something else. */

import { detailOf } from '../../languages/message.js';
import { integrity } from 'runtime-manifest';

import { StallError, readAll } from '../../network/fetch.js';
import { decodeFrame, expectHashes, startCodec } from '../codecs/codecs.js';
import { download, inflated } from './download.js';
import type {
  AssistantReply,
  AssistantRequest,
  DecodeRequest,
  InflateRequest,
} from './messages.js';

expectHashes(integrity);

/** Settles when the file that was asked for last is inflated. */
let lastInflation: Promise<unknown> = Promise.resolve();

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
  const inflation = inflate(request, lastInflation);
  lastInflation = inflation.catch(() => undefined);
  await inflation;
}

async function decode({ id, frame }: DecodeRequest): Promise<void> {
  await startCodec(frame.codec);
  post({ type: 'decoding', id });
  const outcome = decodeFrame(frame);
  const buffers = 'frame' in outcome ? [outcome.frame.samples.buffer] : [];
  post({ type: 'decoded', id, outcome }, buffers);
}

/** Fetches a file at once, and inflates it after the one before: that is needed sooner. */
async function inflate({ id, url }: InflateRequest, before: Promise<unknown>): Promise<void> {
  const counter = {
    expect: (bytes: number) => {
      post({ type: 'expected', id, bytes });
    },
    add: (bytes: number) => {
      post({ type: 'arrived', id, bytes });
    },
  };
  const [stream] = await Promise.all([download(url, { counter }), before]);
  const bytes = await readAll(inflated(stream));
  post({ type: 'inflated', id, bytes }, [bytes.buffer]);
}

function post(reply: AssistantReply, transfer: Transferable[] = []): void {
  globalThis.postMessage(reply, { transfer });
}

post({ type: 'started' });

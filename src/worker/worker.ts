/** The worker's entry: starts Python, answers requests, and reports when it can't go on. */

import { codecFiles } from 'runtime-manifest';

import { detailOf, type Message } from '../languages/message.js';
import { build } from '../protocol/build.js';
import { CodedError, failureOf } from '../protocol/coded-error.js';
import type { PageMessage, WorkerMessage } from '../protocol/messages.js';
import { findCodecs } from './codecs/codecs.js';
import { Assistants } from './assistant/assistants.js';
import { RuntimeFiles } from './boot/files.js';
import { endedPhases, measured } from './boot/phases.js';
import { FrameDecoder } from './frame-decoder.js';
import { OpenFiles } from './open-files.js';
import { Python } from './python.js';
import { PythonStopped } from './boot/python-stopped.js';
import { Service } from './service.js';
import { sentencesOf } from './worker-sentences.js';

function post(message: WorkerMessage, transfer: Transferable[] = []): void {
  globalThis.postMessage({ ...message, sentences: sentencesOf(message) }, { transfer });
}

function stop(error: unknown): void {
  post({ type: 'fatal', why: whyOf(error) });
  globalThis.close();
}

function whyOf(error: unknown): Message {
  if (error instanceof CodedError) {
    return error.why;
  }
  return { reason: 'python-failed', parameters: { detail: detailOf(error) } };
}

post({ type: 'started', build });
findCodecs(codecFiles);

let loaded = 0;
let total = 0;
const counter = {
  expect: (bytes: number) => {
    total += bytes;
  },
  add: (bytes: number) => {
    loaded += bytes;
    // Of a compressed file the length isn't known.
    post({ type: 'progress', loaded, total: loaded > total ? 0 : total });
  },
};
const assistants = new Assistants();
const decoder = new FrameDecoder(assistants);
const files = new OpenFiles(decoder.awaits);
const python = Python.start(new RuntimeFiles(counter, assistants), decoder, files);
const service = new Service(python, decoder, files);

globalThis.addEventListener('message', ({ data }: MessageEvent<PageMessage>) => {
  if ('type' in data) {
    post({ type: 'pong' });
    return;
  }
  const { id, request } = data;
  const busy = () => {
    post({ type: 'busy', id });
  };
  service.answer(request, busy).then(
    ({ value, warnings, transfer }) => {
      post({ type: 'reply', id, value, warnings }, transfer);
    },
    (error: unknown) => {
      if (error instanceof PythonStopped) {
        stop(error);
        return;
      }
      post({ type: 'failure', id, error: failureOf(error) });
    },
  );
});

measured('python', python).then(() => {
  post({ type: 'ready', phases: endedPhases() });
}, stop);

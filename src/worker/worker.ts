/** The worker's entry: starts Python, answers requests, and reports when it can't go on. */

import { DicomError } from '../errors.js';
import type { RequestMessage, WorkerMessage } from '../protocol/messages.js';
import { Assistants } from './assistant/assistants.js';
import { RuntimeFiles } from './boot/files.js';
import { endedPhases, measured } from './boot/phases.js';
import { FrameDecoder } from './frame-decoder.js';
import { OpenFiles } from './open-files.js';
import { Python } from './python.js';
import { PythonStopped } from './boot/python-stopped.js';
import { Service } from './service.js';

function post(message: WorkerMessage, transfer: Transferable[] = []): void {
  globalThis.postMessage(message, { transfer });
}

function stop(error: unknown): void {
  post({ type: 'fatal', reason: DicomError.from(error).message });
  globalThis.close();
}

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
const files = new OpenFiles();
const python = Python.start(new RuntimeFiles(counter, assistants), decoder, files);
const service = new Service(python, decoder, files);
const busy = () => {
  post({ type: 'busy' });
};

globalThis.addEventListener('message', (event: MessageEvent<RequestMessage>) => {
  const { id, request } = event.data;
  service.answer(request, busy).then(
    ({ value, warnings, transfer }) => {
      post({ type: 'reply', id, value, warnings }, transfer);
    },
    (error: unknown) => {
      if (error instanceof PythonStopped) {
        stop(error);
        return;
      }
      const { code, message, metadata } = DicomError.from(error);
      post({ type: 'failure', id, error: { code, message, metadata } });
    },
  );
});

measured('python', python).then(() => {
  post({ type: 'ready', phases: endedPhases() });
}, stop);

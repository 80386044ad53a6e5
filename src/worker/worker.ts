/** The worker's entry: starts Python, answers requests, and says so when it can't go on. */

import { DicomError } from '../errors.js';
import type { RequestMessage, WorkerMessage } from '../protocol.js';
import { PythonStopped } from './boot/interpreter.js';
import { endedPhases, measured } from './boot/phases.js';
import { Python } from './python.js';
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
const python = Python.start({
  expect: (bytes) => (total += bytes),
  add: (bytes) => {
    loaded += bytes;
    // Of a compressed file the length isn't known.
    post({ type: 'progress', loaded, total: loaded > total ? 0 : total });
  },
});
const service = new Service(python);

globalThis.addEventListener('message', (event: MessageEvent<RequestMessage>) => {
  const { id, request } = event.data;
  service.answer(request).then(
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

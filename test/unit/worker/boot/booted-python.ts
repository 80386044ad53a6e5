/**
 * A worker that starts Python as the product's does, and runs what it is sent: Python code, whose
 * value comes back as JSON with the archives of modules that have been fetched by then.
 */

import { Assistants } from '../../../../src/worker/assistant/assistants.js';
import { nobody } from '../../../../src/worker/assistant/download.js';
import { bootPython } from '../../../../src/worker/boot/boot.js';
import { RuntimeFiles } from '../../../../src/worker/boot/files.js';

/** What is to be run, and the file that it can import: `from page import file`. */
export interface Run {
  code: string;
  file?: ArrayBuffer;
}

export interface Outcome {
  value: string;
  archives: string[];
}

const booting = bootPython(new RuntimeFiles(nobody, new Assistants()));

globalThis.addEventListener('message', ({ data }: MessageEvent<Run>) => {
  run(data).then(
    (outcome) => {
      globalThis.postMessage(outcome);
    },
    (error: unknown) => {
      globalThis.reportError(error);
    },
  );
});

async function run({ code, file }: Run): Promise<Outcome> {
  const pyodide = await booting;
  pyodide.registerJsModule('page', { file });
  const value = String(pyodide.runPython(code));
  const names = performance
    .getEntriesByType('resource')
    .map(({ name }) => name.slice(name.lastIndexOf('/') + 1));
  return { value, archives: names.filter((name) => name.endsWith('.zip')) };
}

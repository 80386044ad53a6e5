// The demo's series, a phantom of a chest: written into demo/data by phantom.py, in the Python that the build has anyway.

import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { loadPyodide } from 'pyodide';
import { refresh } from './freshness.mjs';
import { project } from './paths.mjs';
import { say } from './progress.mjs';

const program = project('scripts', 'phantom.py');
const folder = project('demo', 'data', 'phantom');

/** @param {{ numpy: string, pydicom: string }} wheels paths */
export async function makeDemoPhantom({ numpy, pydicom }) {
  const inputs = [numpy, pydicom, program, project('scripts', 'phantom.mjs')];
  await refresh({ name: 'phantom', inputs, outputs: [folder] }, async () => {
    say("Making the demo's series (half a minute) …");
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const python = await loadPyodide();
    for (const wheel of [numpy, pydicom]) {
      python.unpackArchive(new Uint8Array(readFileSync(wheel)), 'wheel'); // a Buffer is refused
    }
    python.mountNodeFS('/phantom', folder);
    python.runPython(readFileSync(program, 'utf8'));
    python.globals.get('write')('/phantom');
  });
}

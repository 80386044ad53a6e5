/**
 * The entry of a worker that the build runs in Chromium, and that is no part of dist/: it starts
 * Python as `bootPython` does, and sends what the image is made of to the build's server.
 */

import { Assistants } from '../assistant/assistants.js';
import { nobody } from '../assistant/download.js';
import { RuntimeFiles } from './files.js';
import { clearFreeMemory } from './free-memory.js';
import { fingerprintOf, type ImageDescription } from './image.js';
import { moduleOf, startInterpreter } from './interpreter.js';
import { fetchLibraries, linkLibraries } from './libraries.js';
import { fetchPackages, unpackPackages } from './modules.js';
import { makePatch } from './patch.js';

/** Python keeps lists of what is in its archives, which are others when the image starts. */
const forgetArchives = `
import sys, zipimport

for finder in sys.path_importer_cache.values():
    if isinstance(finder, zipimport.zipimporter):
        finder.invalidate_caches()
`;

async function build(): Promise<void> {
  const files = new RuntimeFiles(nobody, new Assistants());
  const library = files.fetch('python_stdlib_compiled.zip');
  let initialMemory = new Uint8Array();
  const { pyodide: first } = await startInterpreter(files, {
    standardLibrary: library,
    makesSnapshot: true,
    began: (memory) => {
      initialMemory = memory.slice();
    },
  });
  first.runPython(forgetArchives);
  clearFreeMemory(moduleOf(first));
  const snapshot = first.makeMemorySnapshot();
  const zeros = new Uint8Array(snapshot.length);
  zeros.set(initialMemory, snapshot.length - initialMemory.length);
  await send('base.patch', makePatch(zeros, snapshot));

  const { pyodide } = await startInterpreter(files, { standardLibrary: library, snapshot });
  await linkLibraries(pyodide, await fetchLibraries(files));
  const linked = moduleOf(pyodide).HEAPU8.slice();
  const description: ImageDescription = {
    snapshotBytes: snapshot.length,
    linked: fingerprintOf(pyodide),
  };
  unpackPackages(pyodide, await fetchPackages(files));
  pyodide.runPython('from dicom_viewer.warm_start import prepare; prepare()');
  pyodide.runPython(forgetArchives);
  clearFreeMemory(moduleOf(pyodide));
  await send('image.patch', makePatch(linked, moduleOf(pyodide).HEAPU8));
  await send('image.json', JSON.stringify(description));
}

async function send(name: string, body: BodyInit): Promise<void> {
  await fetch(`/${name}`, { method: 'PUT', body });
}

build().catch((error: unknown) => send('failure', String(error)));

import type { PyodideAPI } from 'pyodide';
import type { PyProxy } from 'pyodide/ffi';
import { image } from 'runtime-manifest';

import { CodedError } from '../../protocol/coded-error.js';
import type { BootFiles } from './files.js';
import { fitsImage, restoreImage, type PublishedImage } from './image.js';
import { startInterpreter, type Interpreter } from './interpreter.js';
import { fetchLibraries, linkLibraries } from './libraries.js';
import {
  fetchPackages,
  fetchStandardLibrary,
  MissingModules,
  putStandardLibrary,
  unpackPackages,
} from './modules.js';
import { applyPatch } from './patch.js';
import { measured } from './phases.js';

/** What is used of `dicom_viewer.warm_start`. */
interface WarmStart extends PyProxy {
  resume(fetchModule: (name: string) => boolean | string): void;
}

/** Returns, for an interpreter, what `resume` is given. */
type ModuleFinder = (pyodide: PyodideAPI) => (name: string) => boolean | string;

/**
 * Starts Python so that it can import `dicom_viewer.bridge`: from an image of the memory in which
 * that was done already, or, where there is none or it doesn't fit, by importing anew. `finder` returns
 * what fetches the archive of a module that the image lacks.
 */
export async function bootPython(
  files: BootFiles,
  finder: ModuleFinder = (pyodide) => new MissingModules(pyodide).fetch,
): Promise<PyodideAPI> {
  const { pyodide, addTrampoline } = await bootInterpreter(files, finder);
  addTrampoline();
  return pyodide;
}

async function bootInterpreter(files: BootFiles, finder: ModuleFinder): Promise<Interpreter> {
  if (!image) {
    return bootFromModules(files);
  }
  try {
    return await bootFromImage(files, image, finder);
  } catch (error) {
    if (error instanceof CodedError) {
      throw error; // a file of the runtime isn't there
    }
    return bootFromModules(files);
  }
}

async function bootFromImage(
  files: BootFiles,
  description: PublishedImage,
  finder: ModuleFinder,
): Promise<Interpreter> {
  const base = measured('fetch base', files.decompressElsewhere('base.patch'));
  const libraries = measured('fetch libraries', fetchLibraries(files));
  // The image is needed last: while it comes, Python starts on what is there.
  files.expect('image.patch', description.patchBytes);
  const patch = base.then(() => measured('fetch image', files.decompressElsewhere('image.patch')));
  ignoreUntilAwaited(base, libraries, patch);
  const snapshot = new Uint8Array(description.snapshotBytes);
  const starting = startInterpreter(files, {
    snapshot,
    began: async (initialMemory) => {
      // A snapshot is a header, then the memory.
      snapshot.set(initialMemory, snapshot.length - initialMemory.length);
      applyPatch(snapshot, await base);
    },
  });
  const interpreter = await measured('interpreter', starting);
  const { pyodide } = interpreter;
  await measured('link', linkLibraries(pyodide, await libraries));
  if (!fitsImage(pyodide, description)) {
    putStandardLibrary(pyodide, await fetchStandardLibrary(files));
    unpackPackages(pyodide, await measured('fetch packages', fetchPackages(files)));
    return interpreter;
  }
  restoreImage(pyodide, await patch);
  const warmStart = pyodide.pyimport('dicom_viewer.warm_start') as WarmStart;
  warmStart.resume(finder(pyodide));
  warmStart.destroy();
  return interpreter;
}

async function bootFromModules(files: BootFiles): Promise<Interpreter> {
  const libraries = measured('fetch libraries', fetchLibraries(files));
  const packages = measured('fetch packages', fetchPackages(files));
  const standardLibrary = fetchStandardLibrary(files);
  ignoreUntilAwaited(libraries, packages, standardLibrary);
  const starting = startInterpreter(files, { standardLibrary });
  const interpreter = await measured('interpreter', starting);
  const { pyodide } = interpreter;
  await measured('link', linkLibraries(pyodide, await libraries));
  unpackPackages(pyodide, await packages);
  return interpreter;
}

/** Keeps a failure of what is awaited later from counting as one that nobody handles. */
function ignoreUntilAwaited(...promises: Promise<unknown>[]): void {
  for (const promise of promises) {
    promise.catch(() => undefined);
  }
}

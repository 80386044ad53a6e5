// Pyodide's script as dist/ has it: what nothing here uses is left out, and the rest minified.

import { readFileSync } from 'node:fs';
import { transform } from 'esbuild';
import { unzipSync } from 'fflate';
import { project } from './paths.mjs';
import { pyodideFiles } from './runtime.mjs';
import { trimScript } from './trim-script.mjs';

const [script, wasm] = pyodideFiles;

/** What uses the script's functions from outside: Pyodide's loader, and the worker, which lists them in an interface. */
export const callers = [
  project('node_modules', 'pyodide', 'pyodide.mjs'),
  project('src', 'worker', 'boot', 'interpreter.ts'),
];

/**
 * @param {string} numpy the path of its wheel
 * @returns {Promise<string>}
 */
export async function smallScript(numpy) {
  const isLibrary = ({ name }) => name.endsWith('.so');
  const libraries = Object.values(unzipSync(readFileSync(numpy), { filter: isLibrary }));
  const imports = new Set([readFileSync(wasm), ...libraries].flatMap(importsOf));
  const used = callers.flatMap((path) => readFileSync(path, 'utf8').match(/[A-Za-z_$][\w$]*/g));
  const trimmed = trimScript(readFileSync(script, 'utf8'), imports, new Set(used));
  return (await transform(trimmed, { minify: true })).code;
}

function importsOf(bytes) {
  return WebAssembly.Module.imports(new WebAssembly.Module(bytes)).map(({ name }) => name);
}

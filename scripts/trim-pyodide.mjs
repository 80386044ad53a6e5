// Pyodide's script and WebAssembly as dist/ has them: what nothing here uses is left out.

import { readFileSync } from 'node:fs';
import { transform } from 'esbuild';
import { unzipSync } from 'fflate';
import { project } from './paths.mjs';
import { pyodideFiles } from './runtime.mjs';
import { allExports, trimExports } from './trim-exports.mjs';
import { trimScript } from './trim-script.mjs';
import { importingByUrl, withoutNode } from './web-only.mjs';

const [scriptPath, wasmPath] = pyodideFiles;

/** What uses the script's functions from outside: Pyodide's loader, and the worker, which lists them in an interface. */
export const callers = [
  project('node_modules', 'pyodide', 'pyodide.mjs'),
  project('src', 'worker', 'boot', 'interpreter.ts'),
];

/**
 * @param {string} numpy the path of its wheel, whose libraries are linked to the WebAssembly
 * @returns {Promise<{ script: string, wasm: Buffer, exports: Buffer }>} the script minified; all exports that there were
 */
export async function trimPyodide(numpy) {
  const wasm = readFileSync(wasmPath);
  const isLibrary = ({ name }) => name.endsWith('.so');
  const libraries = Object.values(unzipSync(readFileSync(numpy), { filter: isLibrary }));
  const imports = [wasm, ...libraries].flatMap(importsOf);
  const used = callers.flatMap((path) => namesIn(readFileSync(path, 'utf8')));
  const script = withoutNode(readFileSync(scriptPath, 'utf8'));
  const trimmed = trimScript(script, new Set(imports), new Set(used));
  const { code } = await transform(trimmed, { minify: true });
  const needed = new Set([...imports, ...namesIn(code)]);
  const isNeeded = (name) => needed.has(name);
  return {
    script: importingByUrl(code),
    wasm: trimExports(wasm, isNeeded),
    exports: allExports(wasm, isNeeded),
  };
}

function importsOf(bytes) {
  return WebAssembly.Module.imports(new WebAssembly.Module(bytes)).map(({ name }) => name);
}

function namesIn(code) {
  return code.match(/[A-Za-z_$][\w$]*/g);
}

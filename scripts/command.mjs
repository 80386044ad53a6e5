// Other programs: where they are, and how they are run to their end.

import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import { root } from './paths.mjs';

/**
 * Runs a program and keeps what it prints.
 *
 * @returns {Promise<{ ok: boolean, output: string }>} not `ok` also when there is no such program
 */
export function run(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...options,
    });
    let output = '';
    const collect = (chunk) => (output += chunk);
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.once('error', (error) => resolve({ ok: false, output: error.message }));
    child.once('close', (status) => resolve({ ok: status === 0, output: output.trim() }));
  });
}

/** The last thing that a program said, for a sentence that tells why it failed. */
export function lastLine(output) {
  return output.split('\n').at(-1)?.trim() ?? '';
}

/** @returns {string | undefined} the path of the first of some programs that is on the PATH; each may be a path itself */
export function findProgram(names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const paths = folders.flatMap((folder) => names.map((name) => resolve(folder, name)));
  return paths.find(isExecutable);
}

/** Whether a path is a program's that can be run. */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

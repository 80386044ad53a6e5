// Other programs, run to their end.

import { spawn } from 'node:child_process';
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

// Where things lie in the project, as absolute paths.

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** `project('dist', 'runtime')` is that folder of the project. */
export function project(...parts) {
  return join(root, ...parts);
}

/** What src/worker/boot is told of the runtime's files. */
export const runtimeManifest = project('.cache', 'runtime-manifest.json');

export const dist = project('dist');

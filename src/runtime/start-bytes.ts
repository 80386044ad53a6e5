import { startBytes } from 'runtime-manifest';

import { isRuntimeAlive } from './runtime.js';

/** How many bytes the start of the runtime fetches: none where it is there already. */
export function bytesToStart(): number {
  return isRuntimeAlive() ? 0 : startBytes;
}

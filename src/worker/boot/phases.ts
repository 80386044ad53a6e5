/** Measures of the start by phase, in the worker's timeline; `ready` takes them to the page's. */

import type { Phase } from '../../protocol/messages.js';

const prefix = 'dicom-viewer:';

/** Measures some work, which has just begun, as a phase. */
export async function measured<T>(phase: string, work: Promise<T>): Promise<T> {
  const start = performance.now();
  try {
    return await work;
  } finally {
    performance.measure(`${prefix}${phase}`, { start });
  }
}

/** The phases that have ended. */
export function endedPhases(): Phase[] {
  return performance
    .getEntriesByType('measure')
    .filter(({ name }) => name.startsWith(prefix))
    .map(({ name, startTime, duration }) => ({
      name,
      start: performance.timeOrigin + startTime,
      duration,
    }));
}

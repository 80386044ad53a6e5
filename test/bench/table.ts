/** What a benchmark found: scripts/bench.mjs prints the tables of all. */

import { writeFile } from '@web/test-runner-commands';

export interface Table {
  title: string;
  columns: string[];
  rows: (string | number)[][];
}

/** Leaves a table for the runner, under a name of its own. */
export async function report(name: string, table: Table): Promise<void> {
  const content = JSON.stringify({ ...table, browser: navigator.userAgent });
  await writeFile({ path: `../../.cache/bench/results/${name}.json`, content });
}

/** The one in the middle. */
export function median(values: number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

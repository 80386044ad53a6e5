// What a benchmark ran on.

import { cpus, loadavg, release, totalmem, type } from 'node:os';

/** @returns {Record<string, string>} what is told of it, by name */
export function describeMachine() {
  const [{ model }] = cpus();
  return {
    processor: `${cpus().length} × ${model}`,
    memory: `${(totalmem() / 2 ** 30).toFixed(0)} GiB`,
    system: `${type()} ${release()}`,
    'load before the run': loadavg()[0].toFixed(1),
    node: process.version,
  };
}

// How many tests a runner ran: from the JUnit file of pytest and node, or the JSON file of the browser's runner.

import { existsSync, readFileSync } from 'node:fs';

const nothing = { passed: 0, failed: 0, skipped: 0 };

/** @returns {{ passed: number, failed: number, skipped: number }} zeros when the runner wrote no report */
export function tally(report) {
  if (!existsSync(report)) return nothing;
  const text = readFileSync(report, 'utf8');
  return report.endsWith('.json') ? JSON.parse(text) : tallyJUnit(text);
}

function tallyJUnit(text) {
  const cases = text.split('<testcase').slice(1);
  const failed = cases.filter((test) => /<(failure|error)\b/.test(test)).length;
  const skipped = cases.filter((test) => /<skipped\b/.test(test)).length;
  return { passed: cases.length - failed - skipped, failed, skipped };
}

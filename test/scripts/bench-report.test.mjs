// The results in docs/performance.md.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { benchReport, withReport } from '../../scripts/bench-report.mjs';
import { project } from '../../scripts/paths.mjs';

const run = { date: '2026-11-23', machine: { browser: 'Chrome/1', processor: '2 × A' } };

/** The cells of the one row that some measurements make. */
function cells(row) {
  const text = benchReport({ ...run, parts: [{ title: 'Start', rows: [row] }] });
  return text.split('\n').at(-1).slice(2, -2).split(' | ');
}

describe('the report of a benchmark', () => {
  it('tells the date and the machine', () => {
    const text = benchReport({ ...run, parts: [] });
    assert.equal(text, '2026-11-23; browser: Chrome/1; processor: 2 × A.');
  });

  it('tells the median, and the worst of a few samples', () => {
    const [what, median, most] = cells({ what: 'a step', unit: 'ms', samples: [9, 1, 2, 300, 4] });
    assert.deepEqual([what, median, most], ['a step', '4 ms', '300 ms']);
  });

  it('leaves the worst 5 of 100 samples out of what 95 stay within', () => {
    const samples = Array.from({ length: 100 }, (_, index) => index + 1);
    assert.equal(cells({ what: 'a step', unit: 'ms', samples })[2], '95 ms');
  });

  it('tells whether the median meets its target', () => {
    const row = { what: 'a heap', unit: 'MB', samples: [36.25] };
    assert.equal(cells({ ...row, limit: 60 })[3], '≤ 60 MB, met');
    assert.equal(cells({ ...row, limit: 36 })[3], '≤ 36 MB, **missed**');
  });

  it('compares the medians with those of the baseline', () => {
    const row = {
      what: 'a start',
      unit: 'ms',
      samples: [300, 1, 200],
      baseline: [900, 1000, 2000],
    };
    assert.deepEqual(cells({ ...row, share: 0.2 }).slice(3), ['≤ 200 ms, met', '1000 ms', '0.20']);
  });
});

describe('docs/performance.md', () => {
  const page = readFileSync(project('docs', 'performance.md'), 'utf8');

  it('keeps its text when it is written anew', () => {
    const [first, second] = ['one run', 'another run'].map((report) => withReport(page, report));
    assert.notEqual(first, second);
    assert.equal(first.replace('one run', 'another run'), second);
    assert.ok(second.startsWith(page.slice(0, page.indexOf('## Results'))));
    assert.ok(second.endsWith(page.slice(page.indexOf('## What dominates'))));
  });
});

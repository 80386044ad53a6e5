// Counting a runner's tests out of its report.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { tally } from '../../scripts/tally.mjs';

let folder;

function report(name, text) {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('a tally', () => {
  before(() => (folder = mkdtempSync(join(tmpdir(), 'tally-'))));
  after(() => rmSync(folder, { recursive: true }));

  it('counts the cases of a JUnit file', () => {
    const path = report(
      'junit.xml',
      `<testsuites><testsuite tests="5">
         <testcase name="a"/>
         <testcase name="b"><failure message="no"/></testcase>
         <testcase name="c"><error message="no"/></testcase>
         <testcase name="d"><skipped/></testcase>
         <testcase name="e"></testcase>
       </testsuite></testsuites>`,
    );
    assert.deepEqual(tally(path), { passed: 2, failed: 2, skipped: 1 });
  });

  it('takes the counts of a JSON file', () => {
    const counts = { passed: 3, failed: 1, skipped: 0 };
    assert.deepEqual(tally(report('browser.json', JSON.stringify(counts))), counts);
  });

  it('is zero without a report', () => {
    assert.deepEqual(tally(join(folder, 'none.xml')), { passed: 0, failed: 0, skipped: 0 });
  });
});

// What test/web-test-runner.config.mjs reports beside the default: each file in a line, and the sums in a file.

import { mkdirSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { project, root } from '../scripts/paths.mjs';

/** Says how each file fared, and writes how many tests passed and failed into a report, for scripts/test.mjs to sum up. */
export function tallyReporter(name) {
  return {
    reportTestFileResults({ logger, sessionsForTestFile, testFile }) {
      const { passed, failed, skipped } = countTests(sessionsForTestFile);
      const counts = `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
      logger.log(`${relative(root, testFile)}: ${counts}`);
    },
    onTestRunFinished({ sessions }) {
      mkdirSync(project('.cache', 'reports'), { recursive: true });
      const report = project('.cache', 'reports', name);
      writeFileSync(report, JSON.stringify(countTests(sessions)));
    },
  };
}

function countTests(sessions) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, testResults } of sessions) {
    const outcomes = testsOf(testResults).map(outcome);
    // A file that can't be run has no failed test.
    if (!passed && !outcomes.includes('failed')) outcomes.push('failed');
    for (const result of outcomes) counts[result]++;
  }
  return counts;
}

function testsOf(suite) {
  return suite ? [...suite.tests, ...suite.suites.flatMap(testsOf)] : [];
}

function outcome({ passed, skipped }) {
  if (skipped) return 'skipped';
  return passed ? 'passed' : 'failed';
}

// The tests that run in a real Chromium: `wtr --config test/web-test-runner.config.mjs`.

import { mkdirSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { findTestBrowser } from '../scripts/browser.mjs';
import { project, root } from '../scripts/paths.mjs';
import { bootedPython } from './booted-python.mjs';
import { badNetwork, otherOrigin } from './network.mjs';
import { handCommands } from './hand-commands.mjs';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default {
  rootDir: root,
  files: ['test/element/**/*.test.ts', 'test/unit/**/*.test.ts'],
  nodeResolve: true,
  concurrency: 2, // half of a test is waiting: for the network, for the mouse, for a frame
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath: await findTestBrowser(), args: flags },
      createPage: inWindowOfItsOwn,
    }),
  ],
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 300_000,
  testFramework: { config: { timeout: 60_000 } },
  middleware: [badNetwork, typescriptByUrl],
  plugins: [
    esbuildPlugin({ ts: true, tsconfig: project('tsconfig.json') }),
    otherOrigin(),
    bootedPython(),
    handCommands(),
  ],
  reporters: [defaultReporter({ reportTestProgress: false }), tallyReporter()],
};

/** Serves a module of the sources where its URL, not an import statement, names it as it is in dist/. */
function typescriptByUrl(context, next) {
  context.url = context.url.replace(/^(\/src\/source\/files\/archive)\.js/, '$1.ts');
  return next();
}

/** Opens a page that is in front, whatever others there are: one behind others gets no mouse, no focus and no frames. */
async function inWindowOfItsOwn({ browser }) {
  const context = await browser.createBrowserContext();
  return context.newPage();
}

/** Says how each file fared, and writes how many tests passed and failed for scripts/test.mjs to sum up. */
function tallyReporter() {
  return {
    reportTestFileResults({ logger, sessionsForTestFile, testFile }) {
      const { passed, failed, skipped } = countTests(sessionsForTestFile);
      const counts = `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
      logger.log(`${relative(root, testFile)}: ${counts}`);
    },
    onTestRunFinished({ sessions }) {
      mkdirSync(project('.cache', 'reports'), { recursive: true });
      const report = project('.cache', 'reports', 'browser.json');
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

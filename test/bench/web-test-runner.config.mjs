// Benchmarks in a real Chromium, each in a page of its own: `wtr --config test/bench/web-test-runner.config.mjs`.

import { defaultReporter } from '@web/test-runner';
import tests from '../web-test-runner.config.mjs';

export default {
  ...tests,
  files: ['test/bench/**/*.bench.ts'],
  testsFinishTimeout: 600_000,
  testFramework: { config: { timeout: 600_000 } },
  reporters: [defaultReporter({ reportTestProgress: false })],
};

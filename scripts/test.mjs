// `npm test`: all checks in turn, also after one has failed; the last line counts over all of them.

import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command.mjs';
import { findOrthanc } from './orthanc.mjs';
import { project } from './paths.mjs';
import { main } from './problem.mjs';
import { say, since } from './progress.mjs';
import { tally } from './tally.mjs';
import { prepareTests, reports } from './test-environment.mjs';

const python = project('python');
const pythonFolders = ['.', '../demo', '../test', '../scripts'];

/** Each is one check, or one for each test that its report counts. A step without what it needs is skipped. */
const steps = [
  { title: 'Formatting', command: ['npm', 'run', '--silent', 'format:check'] },
  { title: 'Lint', command: ['npm', 'run', '--silent', 'lint'] },
  { title: 'Types', command: ['npm', 'run', '--silent', 'types'] },
  {
    title: 'Python lint',
    command: ['ruff', 'check', '--config', 'pyproject.toml', ...pythonFolders],
    cwd: python,
  },
  {
    title: 'Python formatting',
    command: ['ruff', 'format', '--check', '--config', 'pyproject.toml', ...pythonFolders],
    cwd: python,
  },
  { title: 'Python types', command: ['mypy'], cwd: python },
  {
    title: 'Python tests',
    command: ['pytest', '--quiet', `--junitxml=${reports}/pytest.xml`],
    cwd: python,
    report: `${reports}/pytest.xml`,
  },
  { title: 'Build', command: ['npm', 'run', '--silent', 'build'] },
  { title: 'Fixtures', command: ['python', 'test/fixtures/expected.py'] },
  {
    title: 'Tests of scripts and dist',
    command: nodeTests('scripts', 'node.xml'),
    report: `${reports}/node.xml`,
  },
  {
    title: 'Tests in Chromium',
    command: ['wtr', '--config', 'test/web-test-runner.config.mjs'],
    report: `${reports}/browser.json`,
  },
  {
    title: 'Documentation',
    command: nodeTests('docs', 'docs.xml', ['--test-concurrency=2']),
    report: `${reports}/docs.xml`,
  },
  {
    title: 'Tests against Orthanc',
    needs: findOrthanc,
    command: ['wtr', '--config', 'test/orthanc.config.mjs'],
    report: `${reports}/orthanc.json`,
  },
  {
    title: 'Tests in Firefox and WebKit',
    command: nodeTests('browsers', 'browsers.xml', ['--test-concurrency=1']),
    report: `${reports}/browsers.xml`,
  },
  {
    title: 'Apps of all bundlers',
    command: nodeTests('apps', 'apps.xml', ['--test-concurrency=1']),
    report: `${reports}/apps.xml`,
  },
  { title: 'Conformance page', command: ['node', 'scripts/conformance.mjs', '--check'] },
];

/** Runs a folder's tests in Node. */
function nodeTests(folder, report, options = []) {
  const tests = readdirSync(project('test', folder)).filter((name) => name.endsWith('.test.mjs'));
  return [
    ...['node', '--test', ...options, '--test-reporter=spec', '--test-reporter-destination=stdout'],
    ...['--test-reporter=junit', `--test-reporter-destination=${join(reports, report)}`],
    ...tests.map((name) => join('test', folder, name)),
  ];
}

await main(async () => {
  rmSync(reports, { recursive: true, force: true });
  await prepareTests();
  const total = { passed: 0, failed: 0 };
  for (const step of steps) {
    const { passed, failed } = await perform(step);
    total.passed += passed;
    total.failed += failed;
  }
  if (total.failed > 0) process.exitCode = 1;
  say(`\n${total.passed} passed, ${total.failed} failed`);
});

async function perform({ title, needs, command: [program, ...args], cwd, report }) {
  say(`\n── ${title} ──`);
  if (needs && !(await needs())) {
    say(`── ${title}: SKIPPED, for what it needs could not be installed`);
    return { passed: 0, failed: 0 };
  }
  const start = performance.now();
  const { ok } = await run(program, args, { stdio: 'inherit', ...(cwd && { cwd }) });
  const counts = report ? tally(report) : { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
  if (counts.passed + counts.failed === 0) say('It executed no test, which counts as a failure.');
  const unexplained = counts.failed === 0 && (!ok || counts.passed === 0);
  const failed = unexplained ? 1 : counts.failed;
  const skipped = counts.skipped ? `, ${counts.skipped} skipped` : '';
  say(`── ${title}: ${failed ? 'FAILED' : 'ok'}${skipped}, ${since(start)}`);
  return { passed: counts.passed, failed };
}

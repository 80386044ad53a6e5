// `npm run conformance`: compares what the element shows with independent software, and writes docs/conformance.md.
// With `--check` it takes the results of the last run and only tells whether the page is current. The page holds
// nothing that differs between machines.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { build } from './build.mjs';
import { run } from './command.mjs';
import { conformanceReport, lossyDisagreements } from './conformance-report.mjs';
import { project } from './paths.mjs';
import { main, Problem } from './problem.mjs';
import { say } from './progress.mjs';
import { prepareTests, reports } from './test-environment.mjs';

const page = project('docs', 'conformance.md');
const expected = project('.cache', 'fixtures', 'expected.json');
const results = `${reports}/pixels.json`;
const references = /^(?:imagecodecs|numpy|pillow|pydicom|pyjpegls|pylibjpeg|python-gdcm)\b/;

await main(async () => {
  const isCheck = process.argv.includes('--check');
  if (!isCheck) await compare();
  const text = report();
  if (isCheck) {
    if (existsSync(page) && readFileSync(page, 'utf8') === text) return;
    throw new Problem(
      'docs/conformance.md is not what the tests found: run "npm run conformance".',
    );
  }
  writeFileSync(page, text);
  say(text);
  say(
    `Where references of lossy files disagree on this machine:\n\n${lossyDisagreements(files())}`,
  );
});

/** Runs the very test of the suite on its own. */
async function compare() {
  await prepareTests();
  await build();
  say('Making the files and their references …');
  const { ok, output } = await run('python', ['test/fixtures/expected.py']);
  if (!ok) throw new Problem(`The files and references can't be made: ${output}`);
  say('Showing them in Chromium (a minute) …');
  const config = ['--config', 'test/web-test-runner.config.mjs'];
  const shown = await run('wtr', [...config, '--files', 'test/element/pixels.test.ts']);
  if (!shown.ok) {
    process.exitCode = 1;
    say(shown.output);
  }
}

function files() {
  return JSON.parse(readFileSync(expected, 'utf8'));
}

function report() {
  const requirements = readFileSync(project('scripts', 'requirements.txt'), 'utf8').split('\n');
  const libraries = requirements.filter((line) => references.test(line));
  return conformanceReport(
    files(),
    JSON.parse(readFileSync(results, 'utf8')),
    libraries.map((line) => line.replace('==', ' ')),
  );
}

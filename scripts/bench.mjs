// `npm run bench`: runs test/bench in Chromium and prints what it found; .cache/bench/results has it as JSON.

import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { build } from './build.mjs';
import { run } from './command.mjs';
import { refresh } from './freshness.mjs';
import { markdownTable } from './markdown.mjs';
import { project } from './paths.mjs';
import { main, Problem } from './problem.mjs';
import { say } from './progress.mjs';
import { prepareTests } from './test-environment.mjs';

const folder = project('test', 'bench');
const results = project('.cache', 'bench', 'results');

await main(async () => {
  await prepareTests();
  await build();
  await makeFiles();
  say('Measuring in Chromium (a few minutes) …');
  rmSync(results, { recursive: true, force: true });
  await perform('wtr', ['--config', `${folder}/web-test-runner.config.mjs`]);
  const tables = readdirSync(results).map((name) =>
    JSON.parse(readFileSync(`${results}/${name}`, 'utf8')),
  );
  for (const { title, browser, columns, rows } of tables) {
    say(`\n## ${title}\n\n${markdownTable(columns, rows)}\n\n${browser}`);
  }
});

/** Runs the scripts beside the benchmarks, which write their files. */
async function makeFiles() {
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.py'));
  const inputs = [project('test', 'fixtures'), ...scripts.map((name) => `${folder}/${name}`)];
  const outputs = [project('.cache', 'bench', 'codecs.json')];
  await refresh({ name: 'bench', inputs, outputs }, async () => {
    say('Making the files (a minute) …');
    for (const script of scripts) await perform('python', [`${folder}/${script}`]);
  });
}

async function perform(program, args) {
  const { ok, output } = await run(program, args);
  if (!ok) throw new Problem(`${program} failed: ${output}`);
}

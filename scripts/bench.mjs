// `npm run bench`: measures in Chromium, and writes docs/performance.md and .cache/bench/results.json.
// `npm run bench -- start windowing` measures and prints only those parts of test/bench.

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { Lab } from '../test/bench/lab.mjs';
import { serveBenchmarks } from '../test/bench/server.mjs';
import { benchReport, withReport } from './bench-report.mjs';
import { build } from './build.mjs';
import { run } from './command.mjs';
import { refresh } from './freshness.mjs';
import { describeMachine } from './machine.mjs';
import { project } from './paths.mjs';
import { main, Problem } from './problem.mjs';
import { say, since } from './progress.mjs';
import { prepareTests } from './test-environment.mjs';

const folder = project('test', 'bench');
const page = project('docs', 'performance.md');
const results = project('.cache', 'bench', 'results.json');

/** In the order of the report. */
const all = [
  'start',
  'network',
  'windowing',
  'marks',
  'pipelines',
  'files',
  'enhanced',
  'tags',
  'series',
  'layers',
  'decoders',
  'codecs',
  'many',
  'memory',
  'main-thread',
  'browsers',
  'peers',
];

await main(async () => {
  const chosen = process.argv.slice(2);
  const unknown = chosen.find((name) => !all.includes(name));
  if (unknown) throw new Problem(`There is no part "${unknown}", only ${all.join(', ')}.`);
  const names = all.filter((name) => chosen.length === 0 || chosen.includes(name));
  await prepareTests();
  const wheels = await build();
  await makeFiles();
  const found = await measureParts(names, wheels);
  const report = benchReport(found);
  say(`\n${report}`);
  writeFileSync(results, `${JSON.stringify(found, null, 1)}\n`);
  if (names.length === all.length) {
    writeFileSync(page, withReport(readFileSync(page, 'utf8'), report));
  }
});

async function measureParts(names, wheels) {
  const machine = describeMachine();
  const modules = await Promise.all(names.map((name) => import(`../test/bench/${name}.bench.mjs`)));
  for (const { prepare } of modules) await prepare?.(); // what the server serves
  const server = await serveBenchmarks();
  try {
    const lab = new Lab(server, wheels);
    const parts = [];
    for (const { title, measure } of modules) {
      const start = performance.now();
      parts.push({ title, rows: await measure(lab) });
      say(`${title}: measured in ${since(start)}.`);
    }
    const browser = await lab.browserVersion();
    return { date: new Date().toISOString().slice(0, 10), machine: { browser, ...machine }, parts };
  } finally {
    server.close();
  }
}

/** Runs the scripts beside the benchmarks, which write their files. */
async function makeFiles() {
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.py'));
  const requirements = project('scripts', 'requirements.txt'); // encoders, among others
  const inputs = [
    requirements,
    project('test', 'fixtures'),
    ...scripts.map((name) => `${folder}/${name}`),
  ];
  const outputs = ['codecs.json', 'jpeg-2000.dcm', 'layers', 'series.zip'].map((name) =>
    project('.cache', 'bench', name),
  );
  await refresh({ name: 'bench', inputs, outputs }, async () => {
    say('Making the files (two minutes) …');
    for (const script of scripts) {
      const { ok, output } = await run('python', [`${folder}/${script}`]);
      if (!ok) throw new Problem(`${script} failed: ${output}`);
    }
  });
}

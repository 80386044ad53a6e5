// The snippets of the pages that aren't for a browser: types, Python, and the commands of a shell.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, describe, it } from 'node:test';
import ts from 'typescript';
import { run } from '../../scripts/command.mjs';
import { sliceSamples, snippetSamples } from '../../scripts/docs/samples.mjs';
import { project } from '../../scripts/paths.mjs';
import { allSnippets } from './ways.mjs';

const timeout = 60_000;
const snippets = allSnippets();
const of = (way) => snippets.filter((snippet) => snippet.way === way);

describe('the snippets of the pages', () => {
  it('have the right types: TypeScript', { timeout }, () => {
    const files = new Map(
      of('ts').map(({ code }, index) => [project(`snippet-${index}.ts`), `${code}\nexport {};\n`]),
    );
    const options = {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      types: [],
      paths: { 'dicom-viewer-element': [project('dist', 'dicom-viewer.d.ts')] },
    };
    const host = ts.createCompilerHost(options);
    const { getSourceFile, fileExists } = host;
    host.fileExists = (path) => files.has(path) || fileExists(path);
    host.getSourceFile = (path, ...rest) =>
      files.has(path)
        ? ts.createSourceFile(path, files.get(path), ...rest)
        : getSourceFile(path, ...rest);
    const program = ts.createProgram([...files.keys()], options, host);
    const faults = ts.getPreEmitDiagnostics(program);
    assert.ok(files.size > 0);
    assert.equal(ts.formatDiagnostics(faults, host), '');
  });

  const pagesOfPython = new Set(of('python').map(({ page }) => page));
  for (const page of pagesOfPython) {
    it(`run, one after the other: Python of ${page}`, { timeout }, async () => {
      const cwd = folderWith({ ...snippetSamples(), ...seriesFolder() });
      const code = of('python')
        .filter((each) => each.page === page)
        .map((each) => each.code)
        .join('\n');
      try {
        const env = { ...process.env, PYTHONPATH: project('python') };
        const { ok, output } = await run('python', ['-W', 'error', '-c', code], { cwd, env });
        assert.ok(ok, output.slice(-2000));
      } finally {
        rmSync(cwd, { recursive: true });
      }
    });
  }
});

describe('the commands of the pages', () => {
  const help = {};

  before(async () => {
    const [node, python] = await Promise.all([
      run('node', [project('scripts', 'cli', 'dicom-viewer-element.mjs'), '--help']),
      run('python', ['-m', 'dicom_viewer', '--help'], { cwd: project('python') }),
    ]);
    Object.assign(help, { node: node.output, python: python.output });
  });

  for (const { place, code } of of('sh')) {
    it(`are those of the package at ${place}`, () => {
      for (const command of commandsOf(code)) assert.equal(faultOf(command), null, command);
    });
  }

  /** What a command names that the package doesn't have, or null. */
  function faultOf(command) {
    const { name, scripts } = json('package.json');
    const [program, ...words] = command.split(/\s+/);
    if (program === 'npm') {
      const [verb, rest] = words;
      if (verb === 'ci' || (verb === 'i' && rest === name)) return null;
      const script = verb === 'run' ? rest : verb;
      return scripts[script] ? null : `There is no script ${script}.`;
    }
    if (program === 'npx' && words[0] === name) return unknownWord(words.slice(1), help.node);
    if (program === 'python' && words.slice(0, 2).join(' ') === '-m dicom_viewer') {
      return unknownOption(words.slice(2), help.python);
    }
    if (program === 'pip') return unknownExtra(command);
    return `Nothing checks ${program}.`;
  }
});

/** The commands of a script: without comments, each part of `&&`, the first of a pipe. */
function commandsOf(code) {
  return code
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .map((line) => line.replace(/(^|\s)#.*/, '').trim())
    .flatMap((line) => line.split('&&'))
    .map((part) => part.split(' | ')[0].trim())
    .filter(Boolean);
}

function unknownWord([verb, ...rest], help) {
  if (!help.includes(`dicom-viewer-element ${verb} `)) return `There is no command ${verb}.`;
  return unknownOption(rest, help);
}

function unknownOption(words, help) {
  const options = words.filter((word) => /^--?[a-z]/.test(word)).map((word) => word.split('=')[0]);
  const unknown = options.find((option) => !new RegExp(`${option}\\b`).test(help));
  return unknown ? `There is no option ${unknown}.` : null;
}

/** What pip installs is the Python package, with extras that it has; of others nothing is said. */
function unknownExtra(command) {
  const text = readFileSync(project('python', 'pyproject.toml'), 'utf8');
  const [, extras] = /dicom-viewer\[([\w,]+)\]/.exec(command) ?? [];
  const unknown = extras
    ?.split(',')
    .find((extra) => !new RegExp(`^${extra} = \\[`, 'm').test(text));
  if (!/^pip install .*\bdicom-viewer\b/.test(command)) return 'It installs something else.';
  return unknown ? `There is no extra ${unknown}.` : null;
}

function seriesFolder() {
  const slices = Object.entries(sliceSamples());
  return Object.fromEntries(slices.map(([name, bytes]) => [join('series', name), bytes]));
}

/** A folder of its own below .cache with these files. */
function folderWith(files) {
  mkdirSync(project('.cache'), { recursive: true });
  const folder = mkdtempSync(project('.cache', 'snippets-'));
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  return folder;
}

function json(name) {
  return JSON.parse(readFileSync(project(name), 'utf8'));
}

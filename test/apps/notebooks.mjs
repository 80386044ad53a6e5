// The notebooks that the Python package is tried in, and what is installed for them.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { lastLine, run } from '../../scripts/command.mjs';
import { project } from '../../scripts/paths.mjs';
import { serveByCommand } from './tab.mjs';

const folder = project('.cache', 'apps', 'notebooks');
const programs = join(folder, 'venv', 'bin');
const python = join(programs, 'python');

/** In versions that are known to work with each other. */
const packages = [
  'anywidget==0.11.0',
  'hatchling==1.33.0', // makes the wheel
  'jupyterlab==4.6.6',
  'marimo==0.25.2',
  'numpy==2.2.5',
  'pillow==13.0.0',
  'pydicom==3.0.2',
];

/**
 * Installs notebooks, once, and the project's wheel, which is made anew.
 *
 * @returns {Promise<string | false>} why they can't be had
 */
export async function installNotebooks() {
  const stamp = join(folder, 'installed.json');
  const wanted = JSON.stringify(packages);
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const made = await run('python', ['-m', 'venv', join(folder, 'venv')]);
    if (!made.ok) throw new Error(made.output);
    const { ok, output } = await pip(['install', '--prefer-binary', ...packages]);
    if (!ok) return `pip can't install ${packages.join(' ')}: ${lastLine(output)}`;
    writeFileSync(stamp, wanted);
  }
  await installWheel();
  return false;
}

async function installWheel() {
  const wheels = join(folder, 'wheels');
  rmSync(wheels, { recursive: true, force: true });
  const made = await pip([
    ...['wheel', '--no-deps', '--no-index', '--no-build-isolation'],
    ...['--wheel-dir', wheels, project('python')],
  ]);
  if (!made.ok) throw new Error(made.output);
  const install = ['install', '--no-deps', '--no-index', '--force-reinstall'];
  const { ok, output } = await pip([...install, '--find-links', wheels, 'dicom-viewer']);
  if (!ok) throw new Error(output);
}

function pip(args) {
  const quiet = ['--quiet', '--disable-pip-version-check', '--no-input'];
  return run(python, ['-m', 'pip', ...args, ...quiet], { env: environment() });
}

/** Runs a program of the notebooks' environment. */
export function runThere(program, args, options) {
  return run(join(programs, program), args, { env: environment(), ...options });
}

/** Nothing of this checkout is found: what is installed is what is tried. */
export function environment() {
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'PYTHONPATH')),
    PATH: [programs, process.env.PATH].join(delimiter),
    HOME: folder, // their settings
    JUPYTER_PLATFORM_DIRS: '1',
    PYTHONDONTWRITEBYTECODE: '1',
  };
}

/** Makes a folder with files for one notebook; returns its path. */
export function writeNotebook(name, files) {
  const to = join(folder, name);
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  for (const [file, content] of Object.entries(files)) writeFileSync(join(to, file), content);
  return to;
}

/** The JSON of a notebook of Jupyter's with cells of code. */
export function jupyterNotebook(cells) {
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' } },
    cells: cells.map((source, index) => ({
      id: `cell-${index}`,
      cell_type: 'code',
      execution_count: null,
      metadata: {},
      outputs: [],
      source,
    })),
  });
}

const loopback = '127.0.0.1';

/** Opens a notebook of some cells in JupyterLab. */
export async function openJupyterLab(cells, files, page) {
  const cwd = writeNotebook('lab', { ...files, 'n.ipynb': jupyterNotebook(cells) });
  const options = [
    '--no-browser',
    '--allow-root',
    '--ServerApp.token=',
    '--ServerApp.password=',
    `--ServerApp.ip=${loopback}`,
    '--LabApp.expose_app_in_browser=True',
    '--LabApp.news_url=None',
  ];
  const command = [join(programs, 'jupyter'), 'lab', ...options, '--port'];
  const { url, end } = await serveByCommand(command, { cwd, env: environment() });
  try {
    await page.tab.goto(`${url}lab/tree/n.ipynb`);
    await page.tab.waitForFunction(isIdle, { timeout: 60_000, polling: 100 });
  } catch (error) {
    await end();
    throw error;
  }
  return new JupyterLab(page, url, end);
}

function isIdle() {
  const { currentWidget } = globalThis.jupyterapp?.shell ?? {};
  return currentWidget?.sessionContext?.session?.kernel?.status === 'idle';
}

class JupyterLab {
  constructor(page, url, end) {
    this.page = page;
    this.url = url;
    this.end = end;
  }

  /** Runs a cell to its end. */
  async run(index) {
    await this.page.tab.evaluate(runCell, index);
  }

  /** What a cell prints: run until that is what is expected, for what a reader did is on its way to the kernel. */
  async printedBy(index, expected) {
    let printed;
    for (const start = Date.now(); Date.now() - start < 20_000;) {
      await this.run(index);
      printed = await this.page.tab.evaluate(outputOf, index);
      if (expected === undefined || printed === expected) break;
    }
    return printed;
  }
}

async function runCell(index) {
  const { jupyterapp } = globalThis;
  jupyterapp.shell.currentWidget.content.activeCellIndex = index;
  await jupyterapp.commands.execute('notebook:run-cell');
}

function outputOf(index) {
  const { outputs } = globalThis.jupyterapp.shell.currentWidget.content.widgets[index].model;
  return outputs
    .toJSON()
    .map(({ text, ename, evalue }) => text ?? `${ename}: ${evalue}`)
    .join('')
    .trim();
}

/** Opens a notebook of some cells as an app of marimo's. */
export async function openMarimo(cells, files, page) {
  const cwd = writeNotebook('marimo', { ...files, 'n.py': marimoNotebook(cells) });
  const options = ['run', 'n.py', '--headless', '--no-token', '--host', loopback];
  const command = [join(programs, 'marimo'), ...options, '--port'];
  const { url, end } = await serveByCommand(command, { cwd, env: environment() });
  await page.tab.goto(url);
  return { url, end };
}

/** Which names a cell makes and which it takes, marimo finds out where a notebook isn't saved by it. */
function marimoNotebook(cells) {
  const body = (code) =>
    code
      .split('\n')
      .map((line) => `    ${line}\n`)
      .join('');
  const functions = cells.map((code) => `@app.cell\ndef _():\n${body(code)}    return\n`);
  return ['import marimo\n', 'app = marimo.App()\n', ...functions].join('\n');
}

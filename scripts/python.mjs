// The project's own Python environment in .venv.

import { existsSync } from 'node:fs';
import { lastLine, run } from './command.mjs';
import { installPackage } from './debian.mjs';
import { refresh } from './freshness.mjs';
import { project } from './paths.mjs';
import { Problem } from './problem.mjs';
import { say } from './progress.mjs';

const interpreter = project('.venv', 'bin', 'python');
const requirements = project('scripts', 'requirements.txt');
const pyproject = project('python', 'pyproject.toml');

/** NumPy 2.2.5 has wheels for these. */
const versions = ['3.11', '3.12', '3.13'];
const commands = ['python3', ...versions.map((version) => `python${version}`), 'python'];

/** @returns {Promise<string>} the interpreter of .venv, which has pip */
export async function environment() {
  if (!(await run(interpreter, ['-c', 'import pip'])).ok) await createEnvironment();
  return interpreter;
}

/** Puts the test tools and the project's package into .venv. */
export async function installTestTools() {
  await environment();
  const product = {
    name: 'test-tools',
    inputs: [requirements, pyproject],
    outputs: [project('.venv', 'bin', 'pytest')],
  };
  await refresh(product, async () => {
    say('Installing the Python test tools into .venv (a minute) …');
    await pip(['install', '--requirement', requirements, '--editable', project('python')]);
  });
}

/** Runs pip of .venv. */
export async function pip(args) {
  const python = await environment();
  const quiet = ['--disable-pip-version-check', '--no-input', '--retries', '2'];
  const { ok, output } = await run(python, ['-m', 'pip', ...quiet, ...args]);
  if (ok) return;
  throw new Problem(
    /NewConnectionError|ConnectTimeout|ProxyError|NameResolutionError/.test(output)
      ? 'Python packages are needed, but there is no network: pip could not reach its package index.'
      : `pip ${args[0]} failed: ${lastLine(output)}`,
  );
}

async function createEnvironment() {
  const python = await systemPython();
  if (!(await run(python, ['-c', 'import venv, ensurepip'])).ok) {
    await installPackage('python3-venv', "which Python's venv module needs");
    if (!(await run(python, ['-c', 'import venv, ensurepip'])).ok) {
      throw new Problem(
        `${python} lacks the venv module: install it, on Debian with "apt-get install python3-venv".`,
      );
    }
  }
  say('Creating the Python environment .venv …');
  const { ok, output } = await run(python, ['-m', 'venv', '--clear', project('.venv')]);
  if (!ok || !existsSync(interpreter)) {
    throw new Problem(`${python} could not create .venv: ${lastLine(output)}`);
  }
}

async function systemPython() {
  for (const command of commands) {
    const { ok, output } = await run(command, [
      '-c',
      'import sys; print("{}.{}".format(*sys.version_info))',
    ]);
    if (ok && versions.includes(output)) return command;
  }
  const choice = new Intl.ListFormat('en', { type: 'disjunction' }).format(versions);
  throw new Problem(`Python ${choice} is needed, but none is on the PATH.`);
}

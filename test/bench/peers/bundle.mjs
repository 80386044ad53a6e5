// The peers, fetched from npm and bundled as a page author would, into .cache/peers.

import { cpSync, copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { lastLine, run } from '../../../scripts/command.mjs';
import { refresh } from '../../../scripts/freshness.mjs';
import { project } from '../../../scripts/paths.mjs';
import { say } from '../../../scripts/progress.mjs';

const sources = project('test', 'bench', 'peers');
const folder = project('.cache', 'peers');
const out = join(folder, 'dist');
const modules = join(folder, 'node_modules');
const loader = join(modules, '@cornerstonejs', 'dicom-image-loader', 'dist', 'esm');

/** @returns {Promise<string | undefined>} why there are no peers, if there are none */
export async function bundlePeers() {
  try {
    const product = { name: 'peers', inputs: [sources], outputs: [join(out, 'cornerstone.js')] };
    await refresh(product, async () => {
      await install();
      await bundle();
    });
  } catch ({ message }) {
    return message;
  }
}

async function install() {
  say('Fetching the peers (a minute) …');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  copyFileSync(join(sources, 'package.json'), join(folder, 'package.json'));
  const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  const { ok, output } = await run('npm', ['install', ...options], { cwd: folder });
  if (!ok) throw new Error(`npm could not fetch the peers: ${lastLine(output)}`);
}

async function bundle() {
  await build({
    entryPoints: [
      ...['cornerstone.js', 'dwv.js'].map((name) => join(sources, name)),
      join(loader, 'decodeImageFrameWorker.js'),
    ],
    entryNames: '[name]',
    nodePaths: [modules],
    outdir: out,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    external: ['fs', 'path', 'crypto'],
    loader: { '.wasm': 'file' },
    logLevel: 'error',
  });
  for (const name of ['peers.html', 'element.js'])
    copyFileSync(join(sources, name), join(out, name));
  // Both find their other files beside their scripts.
  cpSync(join(modules, 'dwv', 'dist', 'assets'), join(out, 'assets'), { recursive: true });
  for (const codec of readdirSync(join(modules, '@cornerstonejs'))) {
    const files = join(modules, '@cornerstonejs', codec, 'dist');
    if (!codec.startsWith('codec-') || !existsSync(files)) continue;
    for (const name of readdirSync(files).filter((each) => each.endsWith('.wasm'))) {
      copyFileSync(join(files, name), join(out, basename(name)));
    }
  }
}

// The image that Python starts from: made in Chromium by src/worker/boot/build-image.ts.

import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { rollup } from 'rollup';
import sirv from 'sirv';
import { findBrowserOnce } from './browser.mjs';
import { compressed } from './compress.mjs';
import { archivesDescription } from './pack.mjs';
import { say } from './progress.mjs';

const patience = 120_000;

/** What tells of the image; it goes into the worker's bundle. */
export const description = 'image.json';

/** The image's files. */
export const imageFiles = ['base.patch.bin', 'image.patch.bin', description];

const flags = [
  '--headless',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const purpose = 'which makes the start image: with it Python starts in about a second';

/**
 * Makes the image's files in a folder that has the runtime's other files; where it can't, it says so.
 *
 * @param {string} folder
 * @param {() => Promise<string | undefined>} find finds Chromium
 * @returns {Promise<string[]>} the modules that make it
 */
export async function makeImage(folder, find = () => findBrowserOnce(purpose)) {
  const builder = await bundleBuilder(folder);
  const browser = await find();
  if (!browser) {
    say(
      'There is no start image, because Chromium could not be installed: Python will take some seconds to start. ' +
        'Install Chromium, or name it in CHROME_PATH, and build again.',
    );
    return builder.modules;
  }
  say('Making the start image in Chromium …');
  const profile = mkdtempSync(join(tmpdir(), 'dicom-viewer-'));
  const { server, url, done } = await serve(folder, builder.code);
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const chromium = spawn(browser, [...flags, ...sandbox, `--user-data-dir=${profile}`, url], {
    stdio: 'ignore',
    detached: true, // a group of processes that ends together
  });
  const ended = new Promise((resolve) => chromium.once('exit', resolve));
  try {
    await Promise.race([done, ended.then(() => Promise.reject(new Error('Chromium ended')))]);
  } catch (error) {
    say(
      `The start image could not be made (${error.message}): Python will take some seconds to start.`,
    );
  } finally {
    end(chromium);
    await ended;
    server.close();
    server.closeAllConnections();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
  return builder.modules;
}

/** Ends a group of processes, unless it has ended by itself. */
function end({ pid }) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** What makes the image, for a server that has the runtime's files in a folder; and the modules that it consists of. */
export async function bundleBuilder(folder) {
  const archives = JSON.parse(readFileSync(join(folder, archivesDescription), 'utf8'));
  const { imageBuilder } = await import('../rollup.config.mjs');
  const names = readdirSync(folder).filter((name) => !name.endsWith('.json'));
  const bundle = await rollup(imageBuilder(basename(folder), names, archives));
  const { output } = await bundle.generate({ format: 'es' });
  await bundle.close();
  return { code: output[0].code, modules: bundle.watchFiles.filter(existsSync) };
}

/** Serves the builder and the runtime's files, and takes what it sends. */
async function serve(folder, builder) {
  const files = sirv(folder, { dev: true });
  let settle;
  const done = new Promise((resolve, reject) => {
    settle = { resolve, reject };
    setTimeout(() => reject(new Error('it took too long')), patience).unref();
  });
  done.catch(() => undefined);
  const server = createServer(async (request, response) => {
    const name = request.url.slice(1);
    if (request.method === 'PUT') {
      const body = await buffer(request);
      if (name === 'failure') settle.reject(new Error(body.toString()));
      else await keep(folder, name, body);
      response.end();
      if (name === description) settle.resolve();
    } else if (name === '') {
      response.setHeader('content-type', 'text/html');
      response.end('<script>new Worker("/builder.js", { type: "module" })</script>');
    } else if (name === 'builder.js') {
      response.setHeader('content-type', 'text/javascript');
      response.end(builder);
    } else {
      request.url = request.url.replace(`/${basename(folder)}/`, '/');
      files(request, response);
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${server.address().port}/`, done };
}

async function keep(folder, name, body) {
  if (name.endsWith('.patch')) {
    writeFileSync(join(folder, `${name}.bin`), await compressed(body));
  } else {
    writeFileSync(join(folder, name), body);
  }
}

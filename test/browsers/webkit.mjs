// WebKitGTK on a virtual screen, over WebDriver: an installed one, or Debian's.

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../../scripts/command.mjs';
import { installPackage } from '../../scripts/debian.mjs';
import { driverReady, openSession } from './webdriver.mjs';

/** Its programs, and Debian's packages of them. */
const packages = { WebKitWebDriver: 'webkit2gtk-driver', Xvfb: 'xvfb' };

/** @returns {Promise<string | undefined>} why it can't be had, if it can't */
export async function lack() {
  for (const [program, name] of Object.entries(packages)) {
    if (findProgram([program])) continue;
    await installPackage(name, 'another browser for the tests');
    if (!findProgram([program])) return `${program} is not installed`;
  }
  return undefined;
}

/** Starts it with a profile of its own. */
export async function start() {
  const profile = mkdtempSync(join(tmpdir(), 'dicom-viewer-'));
  const programs = [];
  const end = async () => {
    for (const program of programs.reverse()) await endGroup(program);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const screen = begin('Xvfb', ['-displayfd', '1', '-nolisten', 'tcp']);
    programs.push(screen);
    const [display] = await once(screen.stdout, 'data', { signal: AbortSignal.timeout(10_000) });
    const port = await freePort();
    const driver = begin('WebKitWebDriver', [`--port=${port}`], {
      DISPLAY: `:${String(display).trim()}`,
      ...Object.fromEntries(['CACHE', 'CONFIG', 'DATA'].map((at) => [`XDG_${at}_HOME`, profile])),
    });
    programs.push(driver);
    const url = `http://127.0.0.1:${port}`;
    await driverReady(url);
    return tab(await openSession(url), driver.pid, end);
  } catch (error) {
    await end();
    throw error;
  }
}

/** A page as firefox.mjs has it. */
function tab(session, group, end) {
  const { browserName, browserVersion } = session.capabilities;
  return {
    version: `${browserName}/${browserVersion}`,
    visit: session.visit,

    ask(name, ...args) {
      return session.run('(name, args) => globalThis.page[name](...args)', name, args);
    },

    /** How many seconds the browser has kept a processor busy. */
    processorSeconds: () => processorSeconds(group),

    async drag(from, to) {
      await session.point([
        { type: 'pointerMove', ...from, duration: 0 },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerMove', ...to, duration: 200 },
        { type: 'pointerUp', button: 0 },
      ]);
    },

    async end() {
      try {
        await session.end();
      } finally {
        await end();
      }
    },
  };
}

/** Starts a program as a group of processes that ends together. */
function begin(program, args, env = {}) {
  return spawn(program, args, {
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
    env: { ...process.env, ...env },
  });
}

async function endGroup(program) {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const ended = once(program, 'exit');
  process.kill(-program.pid, 'SIGKILL');
  await ended;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** How many seconds a group of processes has kept a processor busy, as Linux counts them; a hundredth is its unit. */
function processorSeconds(group) {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const ticks = ids.map((id) => {
    try {
      // What follows the name, which may have spaces: the third and the twelfth field, and the one after that.
      const fields = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1].split(' ');
      return Number(fields[2]) === group ? Number(fields[11]) + Number(fields[12]) : 0;
    } catch {
      return 0; // it has ended
    }
  });
  return ticks.reduce((sum, each) => sum + each, 0) / 100;
}

// The Chromium that tests run in and that makes the start image: the one at CHROME_PATH, an installed one, or one that
// is installed now.

import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findProgram, isExecutable, run } from './command.mjs';
import { installPackage } from './debian.mjs';
import { project } from './paths.mjs';
import { Problem } from './problem.mjs';
import { say } from './progress.mjs';

const commands = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const playwright = 'playwright-core@1.65.1';
const playwrightFolder = project('.cache', 'browser');
const failedStamp = project('.cache', 'stamps', 'no-browser');

/**
 * Finds Chromium, and installs it where there is none.
 *
 * @param {string} purpose why it is needed: `in which …`
 * @returns {Promise<string | undefined>} the path of its executable; nothing where it can't be installed
 */
export async function findBrowser(purpose) {
  return (
    installedBrowser() ??
    (await installFromDebian(purpose)) ??
    (await installFromPlaywright(purpose))
  );
}

/** Like `findBrowser`, but does not try again to install what could not be installed once: each build would wait for it. */
export async function findBrowserOnce(purpose) {
  if (existsSync(failedStamp)) return installedBrowser();
  const path = await findBrowser(purpose);
  if (!path) {
    mkdirSync(dirname(failedStamp), { recursive: true });
    writeFileSync(failedStamp, '');
  }
  return path;
}

/** @returns {Promise<string>} the path of the executable of the Chromium that tests run in */
export async function findTestBrowser() {
  const path = await findBrowser('in which the tests run');
  if (path) return path;
  throw new Problem(
    'The tests need Chromium, which could not be installed: install it, or name it in CHROME_PATH.',
  );
}

/** @returns {string | undefined} the path of one that is there already */
function installedBrowser() {
  const chosen = process.env.CHROME_PATH;
  if (chosen && !isExecutable(chosen)) {
    throw new Problem(`CHROME_PATH is "${chosen}", which is not a program that can be run.`);
  }
  return chosen ?? installed();
}

function installed() {
  return findProgram(commands) ?? playwrightBrowser();
}

async function installFromDebian(purpose) {
  return (await installPackage('chromium', purpose)) ? installed() : undefined;
}

async function installFromPlaywright(purpose) {
  say(`Installing Playwright's Chromium into .cache/browser, ${purpose} …`);
  await run('npx', ['--yes', '--fetch-retries=1', playwright, 'install', 'chromium'], {
    env: { ...process.env, PLAYWRIGHT_BROWSERS_PATH: playwrightFolder },
  });
  return playwrightBrowser();
}

/** Playwright unpacks to a folder named by build and system: `chromium-1234/chrome-linux64/chrome`. */
function playwrightBrowser() {
  if (!existsSync(playwrightFolder)) return undefined;
  return readdirSync(playwrightFolder, { recursive: true })
    .filter((path) => /^chromium-\d+\/.*\/(chrome|Chromium|Google Chrome for Testing)$/.test(path))
    .map((path) => join(playwrightFolder, path))
    .find(isExecutable);
}

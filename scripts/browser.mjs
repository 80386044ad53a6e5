// The Chromium that tests run in: the one at CHROME_PATH, an installed one, or one that is installed now.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
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

/** @returns {Promise<string>} the path of its executable */
export async function findBrowser() {
  return installedBrowser() ?? (await installFromDebian()) ?? (await installFromPlaywright());
}

/** @returns {string | undefined} the path of one that is there already */
export function installedBrowser() {
  const chosen = process.env.CHROME_PATH;
  if (chosen && !isExecutable(chosen)) {
    throw new Problem(`CHROME_PATH is "${chosen}", which is not a program that can be run.`);
  }
  return chosen ?? installed();
}

function installed() {
  return findProgram(commands) ?? playwrightBrowser();
}

async function installFromDebian() {
  return (await installPackage('chromium', 'which the tests run in')) ? installed() : undefined;
}

async function installFromPlaywright() {
  say("Installing Playwright's Chromium into .cache/browser …");
  await run('npx', ['--yes', '--fetch-retries=1', playwright, 'install', 'chromium'], {
    env: { ...process.env, PLAYWRIGHT_BROWSERS_PATH: playwrightFolder },
  });
  const path = playwrightBrowser();
  if (path) return path;
  throw new Problem(
    'The tests need Chromium, which could not be installed: install it, or name it in CHROME_PATH.',
  );
}

/** Playwright unpacks to a folder named by build and system: `chromium-1234/chrome-linux64/chrome`. */
function playwrightBrowser() {
  if (!existsSync(playwrightFolder)) return undefined;
  return readdirSync(playwrightFolder, { recursive: true })
    .filter((path) => /^chromium-\d+\/.*\/(chrome|Chromium|Google Chrome for Testing)$/.test(path))
    .map((path) => join(playwrightFolder, path))
    .find(isExecutable);
}

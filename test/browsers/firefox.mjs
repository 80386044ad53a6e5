// Firefox, over WebDriver BiDi: an installed one, or Debian's.

import puppeteer from 'puppeteer-core';
import { findProgram } from '../../scripts/command.mjs';
import { installPackage } from '../../scripts/debian.mjs';

const commands = ['firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];

/** How long a command to the browser may take, in ms. */
const patience = 60_000;

/** @returns {Promise<string | undefined>} why it can't be had, if it can't */
export async function lack() {
  if (findProgram(commands)) return undefined;
  await installPackage('firefox-esr', 'another browser for the tests');
  return findProgram(commands) ? undefined : 'Firefox is not installed';
}

/**
 * Under WebDriver BiDi, Firefox sometimes blocks a worker for good when it starts several workers of its
 * own. With two cores the viewer's worker starts one.
 */
const preferences = { 'dom.maxHardwareConcurrency': 2 };

/** Starts it with a profile of its own, and more preferences. */
export function launch(more = {}) {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: findProgram(commands),
    protocolTimeout: patience,
    extraPrefsFirefox: { ...preferences, ...more },
  });
}

/** Starts it, as a browser of these tests. */
export async function start() {
  const browser = await launch();
  const [page] = await browser.pages();
  return {
    version: await browser.version(),

    async visit(url) {
      await page.goto(url);
    },

    /** Calls a function of `page.js`. */
    ask(name, ...args) {
      return page.evaluate((name, args) => globalThis.page[name](...args), name, args);
    },

    /** Drags with the mouse from one point of the page to another. */
    async drag(from, to) {
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(to.x, to.y, { steps: 4 });
      await page.mouse.up();
    },

    async end() {
      await browser.close();
    },
  };
}

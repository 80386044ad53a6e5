// A page in Chromium, and the servers that pages come from.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import puppeteer from 'puppeteer-core';
import sirv from 'sirv';

const patience = 60_000;
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** @returns {Promise<import('puppeteer-core').Browser>} */
export function startBrowser() {
  return puppeteer.launch({
    executablePath: process.env.CHROME_PATH,
    args: ['--disable-gpu', ...sandbox],
  });
}

/** Serves a folder as a static host does; returns the URL, and what ends that. */
export async function serveFolder(folder) {
  const server = createServer(sirv(folder, { dev: true, dotfiles: true }));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const end = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, end };
}

/** Has a command serve a page, whose port comes last; returns the URL, and what ends that. */
export async function serveByCommand([program, ...args], options) {
  const port = await freePort();
  const child = spawn(program, [...args, port], { ...options, stdio: 'ignore', detached: true });
  const ended = once(child, 'exit');
  const end = async () => {
    if (child.exitCode === null) process.kill(-child.pid); // the group that it leads
    await ended;
  };
  const url = `http://127.0.0.1:${port}/`;
  for (const start = Date.now(); ; await pause(200)) {
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return { url, end };
    if (Date.now() - start > patience || child.exitCode !== null) {
      await end();
      throw new Error(`${program} serves no page.`);
    }
  }
}

async function freePort() {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address();
  server.close();
  return String(port);
}

/**
 * What each viewer on a page has come to, in the order of the document: the error's sentence, or the pixels.
 *
 * @returns {Promise<{ name: string, error?: string, language?: string, columns: number, rows: number, pixels: number[] }[]>}
 */
export async function look(browser, url) {
  const tab = await browser.newPage();
  try {
    await tab.goto(url);
    await tab.waitForFunction(haveEnded, { timeout: patience, polling: 100 });
    return await tab.evaluate(describe);
  } finally {
    await tab.close();
  }
}

/** Whether all viewers show their source or an error; those with controls also them, in their language. */
function haveEnded() {
  const viewers = [...globalThis.document.querySelectorAll('dicom-viewer')];
  const isDressed = ({ controls, lang, shadowRoot }) =>
    !controls || shadowRoot.querySelector('.controls')?.lang === lang;
  return (
    viewers.length > 0 &&
    viewers.every((viewer) => viewer.error || (viewer.loaded && isDressed(viewer)))
  );
}

function describe() {
  return [...globalThis.document.querySelectorAll('dicom-viewer')].map((viewer) => {
    const canvas = viewer.shadowRoot.querySelector('canvas[part="canvas"]');
    const { width, height } = canvas ?? { width: 0, height: 0 };
    const hasPixels = width > 0 && height > 0 && !viewer.error;
    return {
      name: viewer.src.slice(1),
      error: viewer.error?.message,
      pixels: hasPixels ? [...canvas.getContext('2d').getImageData(0, 0, width, height).data] : [],
    };
  });
}

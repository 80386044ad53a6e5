// The browsers that benchmarks run in, and the pages in them.

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import puppeteer from 'puppeteer-core';

const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Where things are measured: the pages' server, and browsers that have seen nothing yet. */
export class Lab {
  #wheels;

  /**
   * @param {Awaited<ReturnType<import('./server.mjs').serveBenchmarks>>} server
   * @param {{ numpy: string, pydicom: string }} wheels paths
   */
  constructor(server, { numpy, pydicom }) {
    this.server = server;
    this.#wheels = {
      numpy: `/wheels/${basename(numpy)}`,
      pydicom: `/wheels/${basename(pydicom)}`,
    };
  }

  /** Runs a task in a browser with a new profile; returns what the task does. */
  async inBrowser(task) {
    const browser = await puppeteer.launch({
      executablePath: process.env.CHROME_PATH,
      args: ['--disable-gpu', ...sandbox],
    });
    try {
      return await task(new Tab(await browser.newPage(), this.server.url, this.#wheels));
    } finally {
      await browser.close();
    }
  }

  /** Runs a task in several browsers, one after the other; returns what it does in each. */
  async inBrowsers(count, task) {
    const results = [];
    while (results.length < count) results.push(await this.inBrowser(task));
    return results;
  }

  /** What the browser calls itself. */
  async browserVersion() {
    return this.inBrowser(({ page }) => page.browser().version());
  }
}

/** A tab of a browser. */
class Tab {
  #url;
  #wheels;

  constructor(page, url, wheels) {
    this.page = page;
    this.#url = url;
    this.#wheels = wheels;
  }

  /** Goes to a page with so many viewers of a CT image. */
  async open(viewers = 0) {
    await this.page.goto(`${this.#url}/page/viewers.html?count=${viewers}`);
  }

  /** Goes to a page with one of the viewers of test/bench/peers in so many places; `show` has each show a CT image. */
  async openPeer(viewer, { count = 1, show = true } = {}) {
    const query = new URLSearchParams({ viewer, count, ...(show && { show: '' }) });
    await this.page.goto(`${this.#url}/peers/peers.html?${query}`);
    await this.call('timeline', 'whenMarked', 'ready');
  }

  /** Begins anew in a process of its own; the browser keeps what it has fetched. */
  async renew() {
    const before = this.page;
    this.page = await before.browser().newPage();
    await before.close();
  }

  /** Picks local files in the page's `<input type="file">`. */
  async choose(paths) {
    const picker = await this.page.$('input');
    await picker.uploadFile(...paths);
  }

  /** Calls a function of a module of test/bench/page in the page. */
  call(module, name, ...args) {
    const url = `${this.#url}/page/${module}.js`;
    const inPage = async (url, name, args) => (await import(url))[name](...args);
    return this.page.evaluate(inPage, url, name, args);
  }

  /** Starts what the viewer is compared with, on a page of its own; returns how long that took, in ms. */
  async startBaseline() {
    await this.open();
    return this.call('baseline', 'start', this.#wheels);
  }

  /** The memory of all pages' processes in bytes, what they share divided by how many share it; only Linux tells. */
  async rendererMemory() {
    const session = await this.page.browser().target().createCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    await session.detach();
    const renderers = processInfo.filter(({ type }) => type === 'renderer');
    return renderers.map(({ id }) => proportionalBytes(id)).reduce((sum, bytes) => sum + bytes, 0);
  }

  /** The bytes of the page's own JavaScript that are in use. */
  async pageHeap() {
    const session = await this.page.createCDPSession();
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    await session.detach();
    return usedSize;
  }
}

function proportionalBytes(process) {
  const rollup = readFileSync(`/proc/${process}/smaps_rollup`, 'utf8');
  return 1024 * Number(/^Pss: +(\d+) kB$/m.exec(rollup)[1]);
}

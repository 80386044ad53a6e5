// What the tests need of WebDriver (https://www.w3.org/TR/webdriver2/): one session, as a client of its HTTP API.

import { setTimeout as pause } from 'node:timers/promises';

/** How long a script in the page may take, in ms. */
const patience = 60_000;

/** How often a driver is asked whether it is ready, and the ms between two times. */
const attempts = { count: 200, interval: 50 };

/** Waits until a driver answers. */
export async function driverReady(driver) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send(driver, 'GET', '/status');
    } catch (error) {
      if (attempt === attempts.count) throw error;
      await pause(attempts.interval);
    }
  }
}

/** Has a driver start its browser. */
export async function openSession(driver) {
  const { sessionId, capabilities } = await send(driver, 'POST', '/session', {
    capabilities: { alwaysMatch: { timeouts: { script: patience, pageLoad: patience } } },
  });
  const command = (method, path, body) =>
    send(driver, method, `/session/${sessionId}${path}`, body);
  return {
    capabilities,

    async visit(url) {
      await command('POST', '/url', { url });
    },

    /** Runs a function's text, which may return a promise, in the page. */
    async run(text, ...args) {
      const script = `
        const done = arguments[arguments.length - 1];
        Promise.resolve((${text})(...Array.from(arguments).slice(0, -1)))
          .then((value) => done({ value }), (error) => done({ error: String(error) }));`;
      const { value, error } = await command('POST', '/execute/async', { script, args });
      if (error) throw new Error(error);
      return value;
    },

    /** Moves the mouse and its button as the standard's actions tell. */
    async point(actions) {
      const mouse = { type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions };
      await command('POST', '/actions', { actions: [mouse] });
    },

    async end() {
      await command('DELETE', '');
    },
  };
}

async function send(driver, method, path, body) {
  const response = await fetch(`${driver}${path}`, {
    method,
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(2 * patience),
  });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${value.error}, ${value.message}`);
  return value;
}

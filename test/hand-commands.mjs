// What tests ask for as `executeServerCommand(name, payload)`: a wheel that is turned, and fingers.

/** Turns a wheel where the mouse is: `executeServerCommand('wheel', { deltaX, deltaY })`. */
async function wheel(page, payload) {
  await page.mouse.wheel(payload);
}

/**
 * Touches the page: `executeServerCommand('touch', { type: 'touchStart', points: [{ x, y, id }] })`, as the DevTools
 * protocol's Input.dispatchTouchEvent has it; `points` are those that are down.
 */
async function touch(page, { type, points }) {
  await (await sessionOf(page)).send('Input.dispatchTouchEvent', { type, touchPoints: points });
}

/** Makes the page's screen one for fingers, or no longer: `executeServerCommand('touch-screen', true)`. */
async function touchScreen(page, enabled) {
  const session = await sessionOf(page);
  await session.send('Emulation.setTouchEmulationEnabled', { enabled, maxTouchPoints: 5 });
}

const commands = { wheel, touch, 'touch-screen': touchScreen };

/** One session for each page: what is emulated ends with it. */
const sessions = new WeakMap();

async function sessionOf(page) {
  const session = sessions.get(page) ?? (await page.createCDPSession());
  sessions.set(page, session);
  return session;
}

export function handCommands() {
  return {
    name: 'hand-commands',
    async executeCommand({ command, payload, session }) {
      if (!Object.hasOwn(commands, command)) return undefined;
      await commands[command](session.browser.getPage(session.id), payload);
      return true;
    },
  };
}

// `npx dicom-viewer-element open scan.dcm`: shows files in the browser, from this machine alone.

import { spawn } from 'node:child_process';
import { env, platform, stdout } from 'node:process';
import { itemsOf } from './arguments.mjs';
import { ViewerServer } from './viewer-server.mjs';

/** What opens a URL in the default browser, by system. */
const openers = {
  darwin: (url) => ['open', [url]],
  win32: (url) => ['rundll32', ['url.dll,FileProtocolHandler', url]],
  linux: (url) => ['xdg-open', [url]],
};

/**
 * Serves what is given, and opens the page. Resolves when the page has been closed.
 *
 * @param {string[]} given files, folders, zip files and URLs
 * @param {{ browser: boolean }} options whether to open the browser; else the URL is printed only
 */
export async function open(given, { browser }) {
  const server = await ViewerServer.start(itemsOf(given));
  stdout.write(`${server.url}\n`);
  if (browser && hasScreen()) openBrowser(server.url);
  else stdout.write('Open this address in a browser on this machine (Ctrl+C ends it).\n');
  await new Promise((resolve) => server.once('closed', resolve));
  server.end();
}

/** Whether a browser would be seen: not from a terminal on another machine, and not without a desktop. */
function hasScreen() {
  if (env.SSH_CONNECTION || env.SSH_TTY) return false;
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

function openBrowser(url) {
  const [program, options] = (openers[platform] ?? openers.linux)(url);
  const child = spawn(program, options, { stdio: 'ignore', detached: true });
  child.on('error', () => stdout.write('No browser could be opened: open the address yourself.\n'));
  child.unref();
}

/** The viewer's page: the file that it was opened for, or what the user drops, pastes or chooses. */

import '../../dicom-viewer.js';
import { sourceOf } from './viewer-url.js';

const viewer = document.querySelector('dicom-viewer');
const button = document.querySelector('button');
const everywhere = { origins: ['http://*/*', 'https://*/*'] };

async function showSource(): Promise<void> {
  const src = sourceOf(location.href);
  if (viewer && src !== undefined) {
    const { origin } = new URL(src);
    // Where the user has allowed it, a file comes as it would in a tab of its own: with what the user is known by there.
    const isAllowed = await chrome.permissions.contains({ origins: [`${origin}/*`] });
    viewer.crossOrigin = isAllowed ? 'use-credentials' : 'anonymous';
    viewer.src = src;
    document.title = decodeURIComponent(new URL(src).pathname.split('/').at(-1) ?? src);
  }
}

async function offerAccess(): Promise<void> {
  if (button) {
    button.hidden = await chrome.permissions.contains(everywhere);
  }
}

async function askForAccess(): Promise<void> {
  await chrome.permissions.request(everywhere);
  await offerAccess();
  await showSource();
}

button?.addEventListener('click', () => void askForAccess());
addEventListener('hashchange', () => void showSource());
void showSource();
void offerAccess();

// `npm run screenshots`: takes the README's pictures, and the poster of the demo, from the demo's pages.

import { Buffer } from 'node:buffer';
import { writeFileSync } from 'node:fs';
import puppeteer from 'puppeteer-core';
import { build } from './build.mjs';
import { findTestBrowser } from './browser.mjs';
import { makeDemoPhantom } from './phantom.mjs';
import { project } from './paths.mjs';
import { main } from './problem.mjs';
import { say } from './progress.mjs';
import { copyDemoSamples, unpackSamples } from './samples.mjs';
import { serveDemo } from './server.mjs';

/** Each picture: the page, what of it, and what a visitor does before. */
const pictures = [
  { page: 'reading.html', selector: '#planes' },
  {
    page: 'teaching.html',
    selector: 'section:has(#quiz)',
    act: () => document.querySelector('#quiz').shadowRoot.querySelector('.reveal').click(),
  },
  { page: 'ultrasound.html', selector: 'section:has([tool="length"]) dicom-viewer' },
];

const width = 1120;

await main(async () => {
  const wheels = await build();
  await unpackSamples(wheels.pydicom);
  await copyDemoSamples();
  await makeDemoPhantom(wheels);
  const { url, server } = await serveDemo();
  const browser = await puppeteer.launch({
    executablePath: await findTestBrowser(),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const tab = await browser.newPage();
    await tab.setViewport({ width, height: 900 });
    await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
    for (const picture of pictures) await take(tab, url, picture);
    await takePoster(tab, url);
  } finally {
    await browser.close();
    server.close();
    server.closeAllConnections();
  }
});

async function take(tab, url, { page, selector, act = () => undefined }) {
  await tab.goto(`${url}${page}`);
  await tab.evaluate(allShown);
  await tab.evaluate(act);
  await tab.evaluate(allShown);
  const path = project('docs', page.replace('.html', '.webp'));
  const element = await tab.$(selector);
  await element.screenshot({ path, type: 'webp', quality: 85 });
  say(`${path} is taken.`);
}

/** Waits for each viewer's image, but of those that wait for a visitor. */
async function allShown() {
  const viewers = [...document.querySelectorAll('dicom-viewer:not([reveal])')];
  await Promise.all(viewers.map((viewer) => viewer.rendered));
  await new Promise(requestAnimationFrame);
}

/** The picture that is in an image's place until a visitor asks for it: the image itself. */
async function takePoster(tab, url) {
  await tab.goto(`${url}teaching.html`);
  const encoded = await tab.evaluate(async () => {
    const viewer = document.querySelector('[poster]');
    viewer.reveal = 'auto';
    const blob = await viewer.toBlob('image/webp', 0.8);
    const reader = new FileReader();
    await new Promise((resolve) => {
      reader.addEventListener('load', resolve);
      reader.readAsDataURL(blob);
    });
    return reader.result.split(',')[1];
  });
  writeFileSync(project('demo', 'poster.webp'), Buffer.from(encoded, 'base64'));
  say('The poster is taken.');
}

/** Pipelines of the page's one viewer: how long they take, in ms. */

import { theViewer } from './viewer.js';

const codes = {
  edges: `
import numpy as np

def edges(pixels, amount: float = 1):
    padded = np.pad(pixels, 1, mode="edge")
    smooth = padded[:-2] + 2 * padded[1:-1] + padded[2:]
    across = smooth[:, 2:] - smooth[:, :-2]
    smooth = padded[:, :-2] + 2 * padded[:, 1:-1] + padded[:, 2:]
    down = smooth[2:] - smooth[:-2]
    return pixels + amount * np.sqrt(across**2 + down**2)
`,
  volume: `
def brightest(volume, amount: float = 1):
    return amount * volume.max(axis=0)
`,
};

/** Another value for each pass, since results are kept. */
let amount = 1;

/** From a function being written on the page to its first image on the canvas. */
export async function starts(name: keyof typeof codes): Promise<number> {
  const element = theViewer();
  const start = performance.now();
  const script = document.createElement('script');
  script.type = 'text/x-python';
  script.textContent = codes[name];
  element.replaceChildren(script);
  element.requestUpdate();
  await element.rendered;
  const time = performance.now() - start;
  if (!element.results?.pixels) {
    throw new Error('The function made no image.');
  }
  return time;
}

/** From a parameter being set to what the function made of it on the canvas, for so many values. */
export async function passes(count: number): Promise<number[]> {
  const times: number[] = [];
  for (let pass = 0; pass < count; pass++) {
    const start = performance.now();
    setAmount();
    await theViewer().rendered;
    times.push(performance.now() - start);
  }
  return times;
}

/** Sets a parameter each frame of the screen; the time for each image that was made meanwhile. */
export async function drag(seconds: number): Promise<number> {
  const element = theViewer();
  let images = 0;
  let last: unknown = element.results;
  const note = () => {
    images += element.results === last ? 0 : 1; // another result
    last = element.results;
  };
  element.addEventListener('dicom-render', note);
  const start = performance.now();
  while (performance.now() - start < 1000 * seconds) {
    setAmount();
    await new Promise(requestAnimationFrame);
  }
  const time = (performance.now() - start) / images;
  element.removeEventListener('dicom-render', note);
  await element.rendered;
  return time;
}

function setAmount(): void {
  amount += 0.001;
  theViewer().parameters = { amount };
}

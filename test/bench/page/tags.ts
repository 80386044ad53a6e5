/** How long the tag browser takes to open, and to search, in ms. */

import { theViewer, timeOf } from './viewer.js';

/** Shows a file, then its tags: until the names of the rows are seen, and until a search is over. */
export async function openTags(url: string): Promise<{ opened: number; searched: number }> {
  const viewer = theViewer();
  viewer.info = false;
  await viewer.updateComplete;
  await timeOf((element) => (element.src = url));
  await viewer.rendered;
  const opened = await timeUntil(
    () => Object.assign(viewer, { info: true, infoTab: 'tags' }),
    () => find('.row .name')?.textContent.includes('Group Length') ?? false,
  );
  const field = find('.tags input') as HTMLInputElement;
  const searched = await timeUntil(
    () => {
      field.value = 'ImagePositionPatient';
      field.dispatchEvent(new Event('input'));
    },
    () => find('.count')?.textContent !== '',
  );
  field.value = '';
  field.dispatchEvent(new Event('input'));
  return { opened, searched };
}

/** Until something has come of a change, and is painted. */
async function timeUntil(change: () => void, isDone: () => boolean): Promise<number> {
  const start = performance.now();
  change();
  do {
    await new Promise(requestAnimationFrame);
  } while (!isDone());
  return performance.now() - start;
}

function find(selector: string): Element | null | undefined {
  return theViewer().shadowRoot?.querySelector(selector);
}

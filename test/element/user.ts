/** A user in front of the page: a mouse, a keyboard, files. */

import { executeServerCommand, sendKeys, sendMouse } from '@web/test-runner-commands';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { inside } from './harness.js';

/** Clicks in the middle of what is shown. */
export async function click(target: Element): Promise<void> {
  target.scrollIntoView({ block: 'nearest' });
  await sendMouse({ type: 'click', position: middle(target) });
}

/**
 * Drags from the middle of what is shown by parts of its width and height, in steps; `halfway` is
 * what happens on the page after half of them.
 */
export async function drag(
  target: Element,
  right: number,
  down: number,
  steps = 4,
  halfway?: () => Promise<void>,
): Promise<void> {
  const { width, height } = target.getBoundingClientRect();
  const [x, y] = middle(target);
  await sendMouse({ type: 'move', position: [x, y] });
  await sendMouse({ type: 'down' });
  for (let step = 1; step <= steps; step += 1) {
    const part = step / steps;
    const position: [number, number] = [
      Math.round(x + part * right * width),
      Math.round(y + part * down * height),
    ];
    await sendMouse({ type: 'move', position });
    if (step === Math.ceil(steps / 2)) {
      await halfway?.();
    }
  }
  await sendMouse({ type: 'up' });
}

/** Drags from a place on the page by pixels; `halfway` is what happens on the page after half of them. */
export async function dragFrom(
  [x, y]: [number, number],
  right: number,
  down: number,
  halfway?: () => Promise<void>,
): Promise<void> {
  await sendMouse({ type: 'move', position: rounded(x, y) });
  await sendMouse({ type: 'down' });
  await sendMouse({ type: 'move', position: rounded(x + right / 2, y + down / 2) });
  await halfway?.();
  await sendMouse({ type: 'move', position: rounded(x + right, y + down) });
  await sendMouse({ type: 'up' });
}

/** Turns the wheel over the middle of what is shown, by pixels. */
export async function turnWheel(target: Element, down: number, right = 0): Promise<void> {
  await sendMouse({ type: 'move', position: middle(target) });
  await executeServerCommand('wheel', { deltaX: right, deltaY: down });
}

type Place = readonly [x: number, y: number];

/** Puts fingers on the page, moves them through places in turn, and lifts them; `halfway` is what happens before. */
export async function touch(
  paths: readonly (readonly Place[])[],
  halfway?: () => Promise<void>,
): Promise<void> {
  const steps = Math.max(...paths.map((path) => path.length));
  for (let step = 0; step < steps; step += 1) {
    const points = paths.map((path, id) => {
      const [x, y] = path[Math.min(step, path.length - 1)] ?? [0, 0];
      return { x: Math.round(x), y: Math.round(y), id };
    });
    await executeServerCommand('touch', { type: step === 0 ? 'touchStart' : 'touchMove', points });
    await new Promise(requestAnimationFrame);
  }
  await halfway?.();
  await executeServerCommand('touch', { type: 'touchEnd', points: [] });
  await new Promise(requestAnimationFrame);
}

/** Taps a place. */
export async function tap(place: Place): Promise<void> {
  await touch([[place]]);
}

/** A straight way of a finger, in steps. */
export function way([x, y]: Place, right: number, down: number, steps = 8): Place[] {
  return Array.from({ length: steps + 1 }, (_, step) => [
    x + (right * step) / steps,
    y + (down * step) / steps,
  ]);
}

/** Makes the screen one for fingers, until the test is over. */
export async function useTouchScreen(enabled = true): Promise<void> {
  await executeServerCommand('touch-screen', enabled);
}

/** Presses a key, with others held down. */
export async function press(key: string, ...held: string[]): Promise<void> {
  for (const modifier of held) {
    await sendKeys({ down: modifier });
  }
  await sendKeys({ press: key });
  for (const modifier of held) {
    await sendKeys({ up: modifier });
  }
}

/** Notes what the page copies, until `end` is called. */
export function followClipboard(): { copied: string[]; end: () => void } {
  const copied: string[] = [];
  const writeText = (text: string) => {
    copied.push(text);
    return Promise.resolve();
  };
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
  const end = () => {
    Reflect.deleteProperty(navigator, 'clipboard');
  };
  return { copied, end };
}

/** Drops files on an element. */
export function drop(element: DicomViewer, ...files: File[]): void {
  element.dispatchEvent(new DragEvent('drop', { dataTransfer: carrying(files), ...passing }));
}

/** Holds files over an element; tells whether it would take them. */
export function hold(element: DicomViewer, ...files: File[]): boolean {
  const init = { dataTransfer: carrying(files), ...passing };
  return !element.dispatchEvent(new DragEvent('dragover', init));
}

/** Pastes files into an element. */
export function paste(element: DicomViewer, ...files: File[]): void {
  const init = { clipboardData: carrying(files), ...passing };
  element.dispatchEvent(new ClipboardEvent('paste', init));
}

/** A folder of the system: what is in it by name. */
export interface Tree {
  [name: string]: File | Tree;
}

/** Drops files and folders on an element. */
export function dropTree(element: DicomViewer, tree: Tree): void {
  const event = new DragEvent('drop', passing);
  const items = Object.entries(tree).map(([name, each]) => ({
    kind: 'file',
    webkitGetAsEntry: () => entryOf(`/${name}`, each),
  }));
  // A folder is among the files too, as if it were an empty one.
  const dataTransfer = { items, files: items.map(() => new File([], 'folder')) };
  Object.defineProperty(event, 'dataTransfer', { value: dataTransfer });
  element.dispatchEvent(event);
}

/** What a browser makes of a file or a folder that is dropped. */
function entryOf(path: string, each: File | Tree): FileSystemEntry {
  if (each instanceof File) {
    const file = (resolve: (file: File) => void) => {
      resolve(each);
    };
    return { isFile: true, fullPath: path, file } as unknown as FileSystemEntry;
  }
  const entries = Object.entries(each).map(([name, one]) => entryOf(`${path}/${name}`, one));
  const readEntries = (resolve: (batch: FileSystemEntry[]) => void) => {
    resolve(entries.splice(0, 100)); // as many as Chromium tells of at a time
  };
  return {
    isDirectory: true,
    createReader: () => ({ readEntries }),
  } as unknown as FileSystemEntry;
}

/** Chooses files in the dialog that a click on a button opens. */
export async function pick(
  element: DicomViewer,
  opener: HTMLButtonElement,
  ...files: File[]
): Promise<void> {
  await pickIn('input[type="file"]', element, opener, files);
}

/** Chooses a folder of files in the dialog that a click on a button opens. */
export async function pickFolder(
  element: DicomViewer,
  opener: HTMLButtonElement,
  ...files: File[]
): Promise<void> {
  await pickIn('input[webkitdirectory]', element, opener, files);
}

async function pickIn(
  selector: string,
  element: DicomViewer,
  opener: HTMLButtonElement,
  files: File[],
): Promise<void> {
  const picker = inside(element, selector) as HTMLInputElement;
  const choose = (event: Event) => {
    event.preventDefault(); // no dialog of the system
    picker.files = carrying(files).files;
    picker.dispatchEvent(new Event('change'));
  };
  picker.addEventListener('click', choose, { once: true });
  await click(opener);
  picker.removeEventListener('click', choose);
}

const passing = { bubbles: true, composed: true, cancelable: true };

function carrying(files: File[]): DataTransfer {
  const data = new DataTransfer();
  for (const file of files) {
    data.items.add(file);
  }
  return data;
}

function rounded(x: number, y: number): [number, number] {
  return [Math.round(x), Math.round(y)];
}

/** The middle of what is shown, in the browser's viewport. */
export function middle(target: Element): [number, number] {
  const { left, top, width, height } = target.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
}

/** A page with elements on it, and what they show. Each test starts with an empty page. */

import { resetMouse } from '@web/test-runner-commands';

import { DicomViewer, type DicomEventDetails } from '/dist/dicom-viewer.js';

type EventName = keyof DicomEventDetails;

/** What the page asks of a worker. */
interface Request {
  type:
    | 'add'
    | 'outline'
    | 'picture'
    | 'pixel'
    | 'close'
    | 'statistics'
    | 'keep-labels'
    | 'forget-labels';
  /** Whether a request to render asks for what lies above the frame, too. */
  withLayer?: boolean;
  /** The labels that are kept or forgotten. */
  layer?: string;
}

type RequestListener = (request: Request, worker: Worker) => void;

/** All workers that the page has started. */
export const workers: Worker[] = [];

const requestListeners = new Set<RequestListener>();

const BrowserWorker = globalThis.Worker;
globalThis.Worker = class extends BrowserWorker {
  constructor(url: string | URL, options?: WorkerOptions) {
    super(url, options);
    workers.push(this);
  }

  override postMessage(message: { request?: Request }, transfer?: unknown): void {
    super.postMessage(message, transfer as Transferable[]);
    if (!message.request) {
      return;
    }
    for (const listener of requestListeners) {
      listener(message.request, this);
    }
  }
};

/** Listens to what the page asks of its worker; returns what ends that. */
export function eachRequest(listener: RequestListener): () => void {
  requestListeners.add(listener);
  return () => requestListeners.delete(listener);
}

afterEach(async () => {
  document.body.replaceChildren();
  await resetMouse();
});

/** The URL of one of pydicom's files. */
export function sample(name: string): string {
  return `/.cache/pydicom/${name}`;
}

/** The URL of one of the files of test/fixtures/generate.py. */
export function generated(name: string): string {
  return `/.cache/fixtures/${name}.dcm`;
}

/** The same URL, but its bytes come in pieces, within a second. */
export function slowly(src: string): string {
  return `/slow${src}`;
}

/** The same URL, but half of its bytes never come. */
export function halfOf(src: string): string {
  return `/hang${src}`;
}

/** The origin that isn't the page's. */
export async function otherOrigin(): Promise<string> {
  const response = await fetch('/other-origin.json');
  return ((await response.json()) as { url: string }).url;
}

/** The file at a URL, as a user has it. */
export async function fileOf(src: string, name = 'image.dcm'): Promise<File> {
  const response = await fetch(src);
  return new File([await response.arrayBuffer()], name);
}

/** Writes an element on the page, as its author would; `content` is what stands in the tag. */
export function put(attributes: Record<string, string> = {}, content = ''): DicomViewer {
  const element = new DicomViewer();
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  element.innerHTML = content;
  document.body.append(element);
  return element;
}

/** Writes an element on the page and waits until its image is there. */
export async function show(
  src: string,
  attributes: Record<string, string> = {},
): Promise<DicomViewer> {
  const element = put({ src, ...attributes });
  await element.rendered;
  return element;
}

/** Writes an element whose images the mouse and the keys change. */
export function putWithTool(attributes: Record<string, string> = {}, content = ''): DicomViewer {
  return put({ tool: 'window', ...attributes }, content);
}

/** Writes an element whose images the mouse and the keys change, and waits until its image is there. */
export function showWithTool(
  src: string,
  attributes: Record<string, string> = {},
): Promise<DicomViewer> {
  return show(src, { tool: 'window', ...attributes });
}

/** Writes an element that takes files. */
export function putWithControls(
  attributes: Record<string, string> = {},
  content = '',
): DicomViewer {
  return put({ controls: '', ...attributes }, content);
}

/** The next event of a name, which has to be awaited after what causes it. */
export function next<Name extends EventName>(
  target: EventTarget,
  name: Name,
): Promise<CustomEvent<DicomEventDetails[Name]>> {
  return new Promise((resolve) => {
    const listener = (event: Event) => {
      resolve(event as CustomEvent<DicomEventDetails[Name]>);
    };
    target.addEventListener(name, listener, { once: true });
  });
}

/** The details of all events of a name from now on. */
export function heard<Name extends EventName>(
  target: EventTarget,
  name: Name,
): DicomEventDetails[Name][] {
  const details: DicomEventDetails[Name][] = [];
  target.addEventListener(name, (event) => {
    details.push((event as CustomEvent<DicomEventDetails[Name]>).detail);
  });
  return details;
}

/** What of an element's shadow tree a selector finds; throws if there is nothing. */
export function inside(element: DicomViewer, selector: string): HTMLElement {
  return element.shadowRoot?.querySelector<HTMLElement>(selector) ?? missing(selector);
}

/** An element's canvas. */
export function canvasOf(element: DicomViewer): HTMLCanvasElement {
  return element.shadowRoot?.querySelector('canvas') ?? missing('canvas');
}

/** Whether a selector finds anything in an element's shadow tree. */
export function has(element: DicomViewer, selector: string): boolean {
  return element.shadowRoot?.querySelector(selector) !== null;
}

/** The button with a text. */
export function button(element: DicomViewer, text: string): HTMLButtonElement {
  const buttons = [...(element.shadowRoot?.querySelectorAll('button') ?? [])];
  return buttons.find((each) => each.textContent.trim() === text) ?? missing(`button ${text}`);
}

/** Opens a panel above the bar by the name of its button, unless it is open or there is none. */
export async function openPanel(element: DicomViewer, name: string): Promise<void> {
  const buttons = [...(element.shadowRoot?.querySelectorAll('button[aria-expanded]') ?? [])];
  const opener = buttons.find((each) => each.textContent.trim() === name);
  if (opener instanceof HTMLElement && opener.ariaExpanded === 'false') {
    opener.click();
    await element.updateComplete;
  }
}

/** The slider with a label. */
export function slider(element: DicomViewer, label: string): HTMLInputElement {
  const sliders = [
    ...(element.shadowRoot?.querySelectorAll<HTMLInputElement>('label input') ?? []),
  ];
  const found = sliders.find((each) => each.labels?.[0]?.textContent.trim().startsWith(label));
  return found ?? missing(`slider ${label}`);
}

/** The canvas above it, for what lies above the image. */
export function layerOf(element: DicomViewer): HTMLCanvasElement {
  return inside(element, 'canvas[part="overlay"]') as HTMLCanvasElement;
}

/** The RGBA bytes on an element's canvas. */
export function pixels(element: DicomViewer): Uint8ClampedArray {
  return pixelsOf(canvasOf(element));
}

/** The RGBA bytes on a canvas. */
export function pixelsOf(canvas: HTMLCanvasElement): Uint8ClampedArray {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return context?.getImageData(0, 0, canvas.width, canvas.height).data ?? missing('pixel');
}

/** The red, green and blue of a pixel on an element's canvas. */
export function pixel(element: DicomViewer, x: number, y: number): number[] {
  const { width } = canvasOf(element);
  const start = (y * width + x) * 4;
  return [...pixels(element).subarray(start, start + 3)];
}

/** The SHA-256 of bytes in hex. */
export async function sha256(bytes: Uint8ClampedArray): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function missing(what: string): never {
  throw new Error(`The element shows no ${what}.`);
}

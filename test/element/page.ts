/** Another page beside the tests' own, in a frame. */

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { sha256 } from './harness.js';

/** A page with nothing on it. */
export const empty = '/test/element/pages/empty.html';

/** A page beside that of the tests. */
export interface Page {
  window: Window & typeof globalThis;
  document: Document;
  /** What the page's policy has stopped. */
  violations: string[];
}

/** Opens a page beside this one; its size is in CSS pixels. */
export async function open(path: string, width = 300, height = 150): Promise<Page> {
  const frame = document.createElement('iframe');
  frame.width = String(width);
  frame.height = String(height);
  frame.src = path;
  const loaded = new Promise((resolve) => {
    frame.addEventListener('load', resolve);
  });
  document.body.append(frame);
  await loaded;
  const window = frame.contentWindow as Page['window'];
  const violations: string[] = [];
  window.document.addEventListener('securitypolicyviolation', (event) => {
    violations.push(`${event.effectiveDirective}: ${event.blockedURI} at ${event.sourceFile}`);
  });
  return { window, document: window.document, violations };
}

/** Adds a script tag to a page, with the nonce of its policy, and waits until it has run. */
export async function run(page: Page, src: string, nonce = ''): Promise<void> {
  const script = page.document.createElement('script');
  script.nonce = nonce;
  script.type = 'module';
  script.src = src;
  const ran = new Promise((resolve, reject) => {
    script.addEventListener('load', resolve);
    script.addEventListener('error', reject);
  });
  page.document.head.append(script);
  await ran;
}

/** Adds an element to a page. */
export function put(page: Page, src: string): DicomViewer {
  const element = page.document.createElement('dicom-viewer');
  for (const name of ['controls', 'info']) {
    element.setAttribute(name, '');
  }
  element.src = src;
  page.document.body.append(element);
  return element;
}

/** Adds an element to a page and waits until its image is there. */
export async function embed(page: Page, src: string): Promise<DicomViewer> {
  const element = put(page, src);
  await element.rendered;
  return element;
}

export async function hashOf(element: DicomViewer): Promise<string> {
  const canvas = element.shadowRoot?.querySelector('canvas');
  const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
  return sha256(new Uint8ClampedArray(data ?? []));
}

/** Lets a page have no more than a policy allows. */
export function restrict(page: Page, policy: string): void {
  const meta = page.document.createElement('meta');
  meta.httpEquiv = 'Content-Security-Policy';
  meta.content = policy;
  page.document.head.append(meta);
}

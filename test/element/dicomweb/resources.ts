import type { DicomWarningDetail } from '/dist/dicom-viewer.js';

import { heard, pixels, put } from '../harness.js';

/** The study of test/fixtures/dicomweb.py: its first series is that of the slices, the others have one instance each. */
export const study = '1.2.826.0.1.3680043.8.498.9';
export const path = `studies/${study}`;
export const slicesPath = `${path}/series/${study}.1`;

export interface Request {
  path: string;
  query: Record<string, string>;
  accept: string;
  authorization?: string;
}

let count = 0;

/** A server of test/dicomweb-server.mjs that nobody else asks. */
export function server(manner = 'plain') {
  count += 1;
  const name = `${manner}/test${String(count)}`;
  return {
    url: (resource: string) => `/dicomweb/${name}/${resource}`,
    requests: async () => (await (await fetch(`/dicomweb-requests/${name}`)).json()) as Request[],
  };
}

export function instanceOf(series: number, instance = 1): string {
  return `${path}/series/${study}.${String(series)}/instances/${study}.${String(series)}.${String(instance)}`;
}

/** What is asked for in a list of requests: the last instances' numbers, in their order. */
export function instancesIn(requests: readonly Request[]): number[] {
  return requests
    .map(({ path: asked }) => /instances\/[\d.]+\.(\d+)$/.exec(asked)?.[1])
    .filter((number) => number !== undefined)
    .map(Number);
}

/** What a frame of a file on disk shows, and what is wrong with the file itself. */
export async function shownFromDisk(
  series: number,
  frame: number,
): Promise<{ shown: Uint8ClampedArray; warned: DicomWarningDetail[] }> {
  const src = `/.cache/dicomweb/${instanceOf(series)}/instance.dcm`;
  const element = put({ src, frame: String(frame) });
  const warned = heard(element, 'dicom-warning');
  await element.rendered;
  const shown = pixels(element);
  element.remove();
  return { shown, warned };
}

export async function pixelsOnDisk(series: number, frame: number): Promise<Uint8ClampedArray> {
  return (await shownFromDisk(series, frame)).shown;
}

/** Answers never, as a server that is busy, but fails as `fetch` does once nobody wants the answer. */
export function untilAborted({ signal }: globalThis.Request): Promise<Response> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });
}

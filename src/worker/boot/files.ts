import { runtimeFolder } from 'runtime-manifest';

import { DicomError } from '../../errors.js';

/** The folder of the runtime's files. */
export const runtimeUrl = new URL(`${runtimeFolder}/`, import.meta.url);

/** Fetches a file of the runtime. */
export async function fetchFile(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetchPart(name);
  return new Uint8Array(await response.arrayBuffer());
}

/**
 * Fetches a file of the runtime that lies there as gzip, so that it is small on any host; named
 * `.bin`, because some hosts say of what is named `.gz` that the browser is to inflate it.
 */
export async function fetchInflated(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = new Response(await inflatedStream(name));
  return new Uint8Array(await response.arrayBuffer());
}

/** Fetches a file as `fetchInflated` does, as it arrives. */
export async function inflatedStream(name: string): Promise<ReadableStream<Uint8Array> | null> {
  const { body } = await fetchPart(`${name}.bin`);
  return body?.pipeThrough(new DecompressionStream('gzip')) ?? null;
}

async function fetchPart(name: string): Promise<Response> {
  const url = new URL(name, runtimeUrl);
  const response = await fetch(url);
  if (!response.ok) {
    throw new DicomError('runtime', `${url.href} answered ${String(response.status)}.`);
  }
  return response;
}

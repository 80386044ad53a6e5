import type { CodecModule, Decode, DecodingOutcome, EncodedFrame } from './codec.js';
import { whyOf } from './codec-error.js';

/** The codecs of this thread that have started, by name. */
const started = new Map<string, Decode>();
const starting = new Map<string, Promise<void>>();

/** How many times a codec couldn't be fetched. */
let failures = 0;

/** Whether a codec can decode at once. */
export function isStarted(name: string): boolean {
  return started.has(name);
}

/** Fetches and starts a codec, unless that is done; it lies in a folder beside the worker. */
export async function startCodec(name: string): Promise<void> {
  if (started.has(name)) {
    return;
  }
  let start = starting.get(name);
  if (!start) {
    start = fetchCodec(name).finally(() => starting.delete(name));
    starting.set(name, start);
  }
  await start;
}

/** Decodes a frame by a codec that has started. */
export function decodeFrame({ codec, bytes, description }: EncodedFrame): DecodingOutcome {
  const decode = started.get(codec);
  if (!decode) {
    return { error: { reason: 'decoder-missing', parameters: { codec } } };
  }
  try {
    return { frame: decode(bytes, description) };
  } catch (error) {
    // Its memory may be in disorder, of which later frames would suffer: it is started anew.
    started.delete(codec);
    return { error: whyOf(error) };
  }
}

async function fetchCodec(name: string): Promise<void> {
  const url = new URL(`./codecs/${name}.js`, import.meta.url);
  if (failures > 0) {
    // Under the URL of a module that has failed, the browser doesn't fetch it again.
    url.search = String(failures);
  }
  try {
    const module = (await import(url.href)) as CodecModule;
    started.set(name, await module.startCodec());
  } catch (error) {
    failures += 1;
    throw error;
  }
}

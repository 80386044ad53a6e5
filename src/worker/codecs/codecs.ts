import { fetchWhole, importWithStallLimit, nameOf } from '../../network/import.js';
import type { CodecModule, Decode, DecodingOutcome, EncodedFrame } from './codec.js';
import { whyOf } from './codec-error.js';

/** The codecs of this thread that have started, by name. */
const started = new Map<string, Decode>();
const starting = new Map<string, Promise<void>>();

/** The codecs that could not be started at the last try: their files are fetched anew. */
const failed = new Set<string>();

/** The hashes of the codecs' files, by name. */
let hashes: Readonly<Record<string, string>> = {};

/** Has the codecs' files checked against their hashes; one without is taken as it is. */
export function expectHashes(integrity: typeof hashes): void {
  hashes = integrity;
}

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

/** Fetches and starts a codec; throws an error that names the file that can't be had or is damaged. */
async function fetchCodec(name: string): Promise<void> {
  const file = `${name}.js`;
  const { href } = new URL(`./codecs/${file}`, import.meta.url);
  const isRetry = failed.has(name);
  failed.add(name);
  const module = (await importWithStallLimit(href, { integrity: hashes[file] })) as CodecModule;
  const decode = await module.startCodec((url) =>
    fetchWhole(url, { integrity: hashes[nameOf(url)], isRetry }),
  );
  failed.delete(name);
  started.set(name, decode);
}

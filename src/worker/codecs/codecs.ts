import { fetchWhole, importWithStallLimit, isAsBuilt } from '../../network/import.js';
import type {
  CodecFile,
  CodecFiles,
  CodecModule,
  Decode,
  DecodingOutcome,
  EncodedFrame,
} from './codec.js';
import { whyOf } from './codec-error.js';

/** The codecs of this thread that have started, by name. */
const started = new Map<string, Decode>();
const starting = new Map<string, Promise<void>>();

/** The codecs that could not be started at the last try: their files are fetched anew. */
const failed = new Set<string>();

let files: CodecFiles = {};

/** Says where the codecs' files lie. */
export function findCodecs(codecFiles: CodecFiles): void {
  files = codecFiles;
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
  const isRetry = failed.has(name);
  failed.add(name);
  const { url, ...options } = fileOf(`${name}.js`);
  const module = (await importWithStallLimit(url, options)) as CodecModule;
  const decode = await module.startCodec((file) => {
    const { url, ...options } = fileOf(file);
    return fetchWhole(url, { ...options, isRetry });
  });
  failed.delete(name);
  started.set(name, decode);
}

/** Where a file lies, and its hash. */
function fileOf(name: string): CodecFile {
  const { url: place = name, integrity } = files[name] ?? {};
  const url = new URL(place, globalThis.location.href).href; // Turbopack's are relative
  return isAsBuilt(url, name) ? { url, integrity } : { url };
}

import type { CodecModule, Decode } from './codec.js';

/** The codecs by the names that Python has for them; each is fetched when a file needs it. */
const codecs = ['jpeg', 'jpeg-lossless', 'jpeg-ls', 'jpeg2000'] as const;

export type CodecName = (typeof codecs)[number];

/** All names. */
export const codecNames: readonly CodecName[] = codecs;

/** Fetches and starts a codec, which lies in a folder beside the worker. */
export async function startCodec(name: CodecName): Promise<Decode> {
  const url = new URL(`./codecs/${name}.js`, import.meta.url);
  const module = (await import(url.href)) as CodecModule;
  return module.startCodec();
}

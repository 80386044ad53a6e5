/** What the build knows of the runtime's files; the bundler writes it. */
declare module 'runtime-manifest' {
  /** Their URLs, by name: each is written out, so that a page's bundler finds them. */
  export const files: Readonly<Record<string, string>>;

  /** The hash of Pyodide's script as `fetch` takes it (Subresource Integrity). */
  export const scriptIntegrity: string | undefined;

  /** How many bytes a start fetches of it. */
  export const startBytes: number;

  /**
   * The archives of Python modules, by name, each with the modules and packages that it holds: a
   * module that isn't named is where its package is.
   */
  export const archives: Readonly<Record<string, readonly string[]>>;

  /** The codecs' files, in the same way, and their hashes. */
  export const codecFiles: import('../codecs/codec.js').CodecFiles;

  /** What is to be found where the image was made, if there is one. */
  export const image: import('./image.js').PublishedImage | null;
}

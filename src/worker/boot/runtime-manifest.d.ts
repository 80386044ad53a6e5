/** What the build knows of the runtime's files; the bundler writes it. */
declare module 'runtime-manifest' {
  /** The name of their folder, beside the worker. */
  export const runtimeFolder: string;

  /**
   * The archives of Python modules, by name, each with the modules and packages that it holds: a
   * module that isn't named is where its package is.
   */
  export const archives: Readonly<Record<string, readonly string[]>>;
  /** The hashes of the codecs' files by their names, as `fetch` takes them. */
  export const integrity: Readonly<Record<string, string>>;

  /** What is to be found where the image was made, if there is one. */
  export const image: import('./image.js').PublishedImage | null;
}

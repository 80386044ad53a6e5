import type { Kernel } from './kernel.js';
import { KeptFiles } from './kept-files.js';
import type { Model } from './model.js';
import { OwnFiles } from './own-files.js';

/** Hears how many bytes of the element's files are there. */
export type Progress = (loaded: number, total: number) => void;

/** Under which name the widgets of a page share the element: each has a copy of this module. */
const shared = Symbol.for('dicom-viewer-notebook');

const page = globalThis as { [shared]?: Promise<void> | undefined };

/**
 * Defines <dicom-viewer> unless that is done, from files that the kernel sends. Rejects if one can't be had; the next
 * call tries it again.
 */
export async function defineElement(
  model: Model,
  kernel: Kernel,
  progress: Progress,
): Promise<void> {
  if (customElements.get('dicom-viewer')) {
    return;
  }
  const definition = (page[shared] ??= fetchElement(model, kernel, progress));
  try {
    await definition;
  } catch (error) {
    page[shared] = undefined;
    throw error;
  }
}

async function fetchElement(model: Model, kernel: Kernel, progress: Progress): Promise<void> {
  const sizes = model.get('_own_files') as Readonly<Record<string, number>>;
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  const kept = new KeptFiles(String(model.get('_own_version')));
  let loaded = 0;
  const arrived = (bytes: number) => {
    loaded += bytes;
    progress(loaded, total);
  };
  const read = (name: string) =>
    kept.get(name, sizes[name] ?? 0, () => kernel.read(`own:${name}`, arrived));
  const files = new OwnFiles(Object.keys(sizes), read);
  await import(await files.urlOf('dicom-viewer.js'));
}

/** Defines <dicom-viewer> where there is no kernel: from a folder on a server, by default that of this module. */
export async function importElement(base: unknown): Promise<void> {
  const url =
    typeof base === 'string'
      ? new URL(`${base.replace(/\/?$/, '/')}dicom-viewer.js`, document.baseURI)
      : new URL('./dicom-viewer.js', import.meta.url);
  await import(url.href);
}

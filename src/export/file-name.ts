import type { DisplayedImage } from '../display/displayed.js';
import type { Downloadable } from './host.js';

/**
 * The name of what is saved, without its extension, as `CT-51`: what kind of image it is, and which frame. It names
 * nobody, unlike the names of many files.
 */
export function baseName({ picture, image }: DisplayedImage, what: Downloadable): string {
  const modality = picture.metadata.summary.modality.replaceAll(/[^\w-]/g, '') || 'image';
  const frame = image.frameCount > 1 ? `-${String(image.frame + 1)}` : '';
  const suffixes = { image: frame, clip: '', file: frame, annotations: '-marks' };
  return modality + suffixes[what];
}

/** The extension of a type's files, as `jpg`. */
export function extensionOf(type: string): string {
  const name = type.replace(/^\w+\//, '');
  return name === 'jpeg' ? 'jpg' : name;
}

/** The name of a source's file, of its path or URL. */
export function nameOfFile(path: string): string {
  const [name = ''] = (path.split(/[/\\]/).at(-1) ?? '').split(/[?#]/);
  try {
    return decodeURIComponent(name) || 'image.dcm';
  } catch {
    return name; // a % of its own
  }
}

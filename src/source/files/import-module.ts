import { DicomError } from '../../errors.js';
import { detailOf } from '../../languages/message.js';
import { importWithStallLimit } from '../../network/import.js';
import { ownFile } from '../../network/own-files.js';

/**
 * Imports a module of dist/ that few sources need. `own` is its URL, written out as `ownFile` needs it. Throws `network`
 * if it can't be had.
 */
export async function importModule<Module>(file: string, own: () => URL): Promise<Module> {
  try {
    return (await importWithStallLimit(ownFile(file, own).href)) as Module;
  } catch (cause) {
    throw new DicomError('network', 'part-missing', { detail: detailOf(cause) }, { cause });
  }
}

import { DicomError } from '../errors.js';
import { learnEnglish } from '../languages/english.js';
import { kindOfResource } from './dicomweb/resource.js';
import { MemoryBudget } from './files/body.js';
import { fetchAll, type FetchAllOptions } from './files/fetch-all.js';
import { fetchFile } from './files/fetch-file.js';
import { importModule } from './files/import-module.js';
import type { NamedFile } from './files/named-file.js';
import { persist } from './files/persist.js';
import type { RemoteSource } from './image-source.js';

/** Yields the files of a source's URLs, see `fetchAll`, and where some are DICOMweb resources `retrieve`. */
export async function* remoteFiles(
  { urls, crossOrigin, fetcher, series = 0, frame = 0 }: RemoteSource,
  events: Pick<FetchAllOptions, 'signal' | 'warned' | 'progressed'>,
): AsyncGenerator<NamedFile, void, undefined> {
  const options = { crossOrigin, fetcher, ...events };
  if (urls.some(kindOfResource)) {
    const own = () => new URL('./dicomweb.js', import.meta.url);
    const module = await importModule<typeof import('./dicomweb/dicomweb.js')>('dicomweb.js', own);
    learnEnglish(module.dicomwebMessages);
    yield* module.retrieve(
      urls,
      { ...options, series, frame },
      { fetchAll, fetchFile, persist, MemoryBudget, DicomError },
    );
  } else {
    yield* fetchAll(urls, options);
  }
}

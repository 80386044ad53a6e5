// Retrieves DICOMweb resources (PS3.18 10). It is a file of its own in dist/, which is fetched when a source is one.

import type { DicomError } from '../../errors.js';
import type { Warning } from '../../protocol/messages.js';
import type { MemoryBudget } from '../files/body.js';
import type { FileProgress } from '../files/fetch-all.js';
import type { NamedFile } from '../files/named-file.js';
import { layersLast, sortByNumber, tags, textOf } from './data-set.js';
import { Instances } from './instances.js';
import { loadingOrder } from './order.js';
import { kindOfResource, type ResourceKind } from './resource.js';
import { Series } from './series.js';
import { Server } from './server.js';
import type { RetrieveOptions, Tools } from './tools.js';

export { dicomwebMessages } from '../../languages/en/dicomweb-messages.js';

type Files = AsyncGenerator<NamedFile, void, undefined>;

/** URLs of one kind: several files or instances that follow each other, or one study or series. */
interface Group {
  kind: ResourceKind | 'file';
  urls: string[];
  /** Which of the source's URLs the first is. */
  place: number;
}

/**
 * Yields the files of URLs, of which some are DICOMweb resources, as they arrive. Of a study or a series, the
 * frame that is seen first comes first, of a study then one of each other series; the others as `loadingOrder` says.
 * What can't be had is warned of if anything else can; else the first failure is thrown. Throws the signal's
 * reason when that aborts.
 */
export async function* retrieve(
  urls: readonly string[],
  options: RetrieveOptions,
  tools: Tools,
): Files {
  const retrieval = new Retrieval(options, tools);
  for (const group of groupsOf(urls)) {
    yield* retrieval.group(group);
  }
  retrieval.end();
}

function groupsOf(urls: readonly string[]): Group[] {
  const groups: Group[] = [];
  for (const [place, given] of urls.entries()) {
    const kind = kindOfResource(given) ?? 'file';
    const url = kind === 'file' ? given : given.replace(/\/$/, '');
    const last = groups.at(-1);
    if (last?.kind === kind && (kind === 'instances' || kind === 'file')) {
      last.urls.push(url);
    } else {
      groups.push({ kind, urls: [url], place });
    }
  }
  return groups;
}

class Retrieval {
  readonly #options: RetrieveOptions;
  readonly #tools: Tools;
  readonly #server: Server;
  readonly #instances: Instances;
  readonly #progress: BatchProgress;
  readonly #budget: MemoryBudget;
  readonly #failures: DicomError[] = [];
  #hasFiles = false;

  constructor(options: RetrieveOptions, tools: Tools) {
    this.#options = options;
    this.#tools = tools;
    this.#server = new Server(tools, options);
    this.#instances = new Instances(this.#server, options, tools);
    this.#budget = new tools.MemoryBudget();
    this.#progress = new BatchProgress(options.progressed);
  }

  /** Yields the files of a group; what fails as a whole is kept for the end. */
  async *group({ kind, urls, place }: Group): Files {
    const [url = ''] = urls;
    if (kind === 'studies') {
      yield* this.#kept(this.#study(url, place));
    } else if (kind === 'series') {
      const series = new Series(this.#server, this.#instances, url);
      yield* this.#first([series], this.#options.frame, place);
      yield* this.#kept(this.#rest(series, this.#options.frame, place));
    } else {
      const { load, loadUnlisted } = this.#instances;
      const loadInstance = urls.length === 1 ? loadUnlisted : load;
      const fetched = kind === 'file' ? this.#tools.fetchFile : loadInstance;
      const files = this.#kept(this.#batch(urls, fetched));
      for await (const file of files) {
        yield { ...file, place: place + file.place };
      }
    }
  }

  /** Throws the first failure if nothing came, else warns of all. */
  end(): void {
    const [first] = this.#failures;
    if (first && !this.#hasFiles) {
      throw first;
    }
    for (const { reason, parameters } of this.#failures) {
      this.#options.warned({ code: 'files', reason, parameters } as Warning);
    }
  }

  async *#study(url: string, place: number): Files {
    const { series: index, frame } = this.#options;
    const found = await this.#server.list(url, 'series');
    const all = layersLast(sortByNumber(found, tags.seriesNumber)).map(
      (each) =>
        new Series(
          this.#server,
          this.#instances,
          `${url}/series/${textOf(each, tags.seriesInstanceUid)}`,
        ),
    );
    const [shownIndex = 0] = loadingOrder(all.length, index);
    const shown = all[shownIndex];
    if (!shown) {
      throw this.#server.faults.nothingThere(url);
    }
    const others = all.filter((each) => each !== shown);
    yield* this.#first([shown], frame, place);
    yield* this.#first(others, 0, place);
    yield* this.#kept(this.#rest(shown, frame, place));
    for (const each of others) {
      yield* this.#kept(this.#rest(each, 0, place));
    }
  }

  /** Yields the instance of each series that is seen first. What fails here is tried again with the rest, and told then. */
  async *#first(series: readonly Series[], frame: number, place: number): Files {
    try {
      const urls = await Promise.all(series.map((each) => each.find(frame)));
      for await (const file of this.#batch(urls, this.#instances.load)) {
        const itsSeries = series[file.place];
        if (itsSeries) {
          itsSeries.first = file.name;
        }
        yield { ...file, place };
      }
    } catch {
      this.#options.signal.throwIfAborted();
    }
  }

  /** Yields the instances of a series but the one that was there first. */
  async *#rest(series: Series, frame: number, place: number): Files {
    const mayTryAgain = () => series.first !== undefined;
    await this.#tools.persist(() => series.list(), { ...this.#options, mayTryAgain });
    const urls = series.urls(frame).filter((url) => url !== series.first);
    if (urls.length === 0 && series.first === undefined) {
      throw this.#server.faults.nothingThere(series.url);
    }
    for await (const file of this.#batch(urls, this.#instances.load)) {
      yield { ...file, place };
    }
  }

  async *#batch(urls: readonly string[], load: Tools['fetchFile']): Files {
    const { fetchAll } = this.#tools;
    const progressed = this.#progress.begin();
    const options = { ...this.#options, budget: this.#budget, progressed, load };
    for await (const file of fetchAll(urls, options)) {
      this.#hasFiles = true;
      yield { ...file, frames: this.#instances.framesOf(file.file) };
    }
  }

  async *#kept(files: Files): Files {
    try {
      yield* files;
    } catch (error) {
      this.#options.signal.throwIfAborted();
      this.#failures.push(this.#tools.DicomError.from(error));
    }
  }
}

/** Sums what batches of files report, one after the other. */
class BatchProgress {
  readonly #progressed: (progress: FileProgress) => void;
  #sum: FileProgress = { loaded: 0, total: 0, files: 0, fileCount: 0 };

  constructor(progressed: (progress: FileProgress) => void) {
    this.#progressed = progressed;
  }

  /** Returns what a further batch reports to. */
  begin(): (progress: FileProgress) => void {
    const before = this.#sum;
    return ({ loaded, total, files, fileCount }) => {
      this.#sum = {
        loaded: before.loaded + loaded,
        total: total && before.loaded + total,
        files: before.files + files,
        fileCount: before.fileCount + fileCount,
      };
      this.#progressed(this.#sum);
    };
  }
}

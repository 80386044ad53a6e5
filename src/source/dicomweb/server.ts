import { elementsWithBulk, tags, textOf, type JsonDataSet } from './data-set.js';
import { mediaTypeOf } from './media-type.js';
import type { EncodedFrame } from './pixel-data.js';
import { Faults, statusOf, type LoadOptions, type RetrieveOptions, type Tools } from './tools.js';
import { inflated, unwrapped } from './unwrap.js';

/** What JSON is called (PS3.18 8.7.3.2). */
const jsonType = 'application/dicom+json';

/** An instance as it is stored, whatever its transfer syntax: in a multipart body as PS3.18 wants it, or alone. */
const fileTypes =
  'multipart/related; type="application/dicom"; transfer-syntax=*, application/dicom; transfer-syntax=*';

/** A frame in a transfer syntax. */
function frameTypes(syntax: string): string {
  return ['multipart/related; type="application/octet-stream"', 'application/octet-stream']
    .map((type) => `${type}; transfer-syntax=${syntax}`)
    .join(', ');
}

const bulkTypes = 'multipart/related; type="application/octet-stream", application/octet-stream';

/** How the names of what a server answers with end in a folder of static files; metadata may be those of the series. */
const endings = {
  lists: ['', '/index.json.gz', '/index.json'],
  metadata: ['', '.gz', '.json', '/metadata', '/metadata.gz'],
  frames: ['', '.mht.gz', '.mht', '.gz'],
};

/** By what a folder of static files refuses the query of a server: objects that aren't there are forbidden in some. */
const absent = [403, 404, 405];

/** By what a server says that it has listed a part alone (PS3.18 8.3.4.4): where the page may read that. */
const isPart = /\b299\b.*\badditional results\b/i;

/** What tells the entries of a list apart. */
const uids = { instances: tags.sopInstanceUid, series: tags.seriesInstanceUid } as const;

/** Data sets, and whether the server has more than these. */
interface JsonAnswer {
  dataSets: JsonDataSet[];
  hasMore: boolean;
}

/** What all requests have in common. */
type ServerOptions = Pick<RetrieveOptions, 'crossOrigin' | 'fetcher' | 'signal' | 'warned'>;

/** A DICOMweb server, or a folder of static files that is laid out as one. */
export class Server {
  readonly #tools: Tools;
  readonly #options: ServerOptions;
  readonly faults: Faults;
  /** How names end there, once something was found. */
  readonly #endings = new Map<keyof typeof endings, string>();
  readonly #seriesMetadata = new Map<string, Promise<JsonDataSet[]>>();

  constructor(tools: Tools, options: ServerOptions) {
    this.#tools = tools;
    this.#options = options;
    this.faults = new Faults(tools);
  }

  /**
   * Searches for what a resource holds (QIDO-RS, PS3.18 10.6): `instances` or `series`. `query` may be ignored
   * by the server. Throws a `DicomError` of `network`, or `cors`.
   */
  async search(url: string, what: keyof typeof uids, query = ''): Promise<JsonDataSet[]> {
    return (await this.#search(url, what, query)).dataSets;
  }

  /**
   * Lists all that a resource holds. A server may answer with a part at a time, as large as it likes, and may leave unsaid
   * that there is more: it is asked until nothing new comes. Warns if it then still says that there is more.
   */
  async list(url: string, what: keyof typeof uids): Promise<JsonDataSet[]> {
    const found = new Map<string, JsonDataSet>();
    for (;;) {
      const count = found.size;
      const query = count > 0 ? `?offset=${String(count)}` : '';
      const { dataSets, hasMore } = await this.#search(url, what, query);
      for (const each of dataSets) {
        found.set(textOf(each, uids[what]), each);
      }
      const isStatic = this.#endings.get('lists') !== '';
      if (found.size === count || isStatic) {
        if (hasMore) {
          this.#options.warned({
            code: 'files',
            reason: 'dicomweb-list-cut',
            parameters: { url, count },
          });
        }
        return [...found.values()];
      }
    }
  }

  #search(url: string, what: keyof typeof uids, query: string): Promise<JsonAnswer> {
    return this.#anyOf('lists', (ending) =>
      this.#json(`${url}/${what}${ending}${ending ? '' : query}`),
    );
  }

  /** Fetches the file of an instance as it is stored (PS3.18 10.4.1.1.1). */
  file(url: string, options: LoadOptions): Promise<ArrayBuffer | Blob> {
    return this.#fetch(url, fileTypes, options, (response) =>
      unwrapped(response, url, this.faults),
    );
  }

  /** Fetches a frame in a transfer syntax, or in any (PS3.18 10.4.1.1.6), from 0. */
  async frame(
    url: string,
    frame: number,
    options: LoadOptions,
    syntax = '*',
  ): Promise<EncodedFrame> {
    return this.#anyOf('frames', async (ending) => {
      const address = `${url}/frames/${String(frame + 1)}${ending}`;
      let types: (string | null)[] = [];
      const file = await this.#fetch(address, frameTypes(syntax), options, async (response) => {
        const part = await unwrapped(response, address, this.faults);
        types = [part, response].map(({ headers }) => headers.get('content-type'));
        return part;
      });
      const bytes = new Uint8Array(file instanceof Blob ? await file.arrayBuffer() : file);
      return { bytes, transferSyntax: types.map(transferSyntaxIn).find(Boolean) ?? '' };
    });
  }

  /**
   * Fetches the data set of an instance, with the URLs of bulk data but without these; in a folder, maybe among those of its
   * series.
   */
  async metadata(url: string): Promise<JsonDataSet> {
    const [series = '', uid = ''] = url.split('/instances/');
    return this.#anyOf('metadata', async (ending) => {
      const isOfSeries = ending.startsWith('/');
      const address = isOfSeries ? `${series}${ending}` : `${url}/metadata${ending}`;
      const found = await (isOfSeries ? this.#ofSeries(address) : this.#dataSets(address));
      const itself = found.find((each) => textOf(each, tags.sopInstanceUid) === uid);
      const dataSet = itself ?? (isOfSeries ? undefined : found[0]);
      if (!dataSet) {
        throw this.faults.nothingThere(url);
      }
      for (const element of elementsWithBulk(dataSet)) {
        element.BulkDataURI = new URL(element.BulkDataURI, address).href;
      }
      return dataSet;
    });
  }

  /** Fetches what an image can need of bulk data (PS3.18 F.2.6), overlays, lookup tables and profiles, into its data set. */
  async resolveBulkData(dataSet: JsonDataSet): Promise<void> {
    const options = { ...this.#options, onProgress: () => undefined };
    await Promise.all(
      elementsWithBulk(dataSet).map(async (element) => {
        const address = element.BulkDataURI;
        try {
          const file = await this.#fetch(address, bulkTypes, options, (response) =>
            unwrapped(response, address, this.faults),
          );
          element.bytes = new Uint8Array(await new Blob([file]).arrayBuffer());
        } catch {
          this.#options.signal.throwIfAborted(); // what lacks is told of when the image is shown
        }
      }),
    );
  }

  /** Fetches what is asked for by media types; `unwrap` takes it out of an answer that isn't a refusal. */
  #fetch(
    url: string,
    accept: string,
    options: LoadOptions,
    unwrap: (response: Response) => Promise<Response>,
  ): Promise<ArrayBuffer | Blob> {
    const fetcher = () => async (request: Request) => {
      request.headers.set('accept', accept);
      const response = await (options.fetcher?.() ?? fetch)(request);
      return response.ok ? unwrap(response) : response;
    };
    return this.#tools.fetchFile(url, { ...options, fetcher });
  }

  /** The metadata of a whole series, fetched once. */
  #ofSeries(address: string): Promise<JsonDataSet[]> {
    let found = this.#seriesMetadata.get(address);
    if (!found) {
      found = this.#dataSets(address);
      this.#seriesMetadata.set(address, found);
    }
    return found;
  }

  /** Tries the names that a thing may have in a folder, first the one by which another was found. */
  async #anyOf<T>(what: keyof typeof endings, attempt: (ending: string) => Promise<T>): Promise<T> {
    const known = this.#endings.get(what);
    let failure: unknown;
    for (const ending of new Set(known === undefined ? endings[what] : [known, ...endings[what]])) {
      try {
        const found = await attempt(ending);
        this.#endings.set(what, ending);
        return found;
      } catch (error) {
        failure ??= error;
        if (!isAbsent(error)) {
          break;
        }
      }
    }
    throw failure;
  }

  async #dataSets(url: string): Promise<JsonDataSet[]> {
    return (await this.#json(url)).dataSets;
  }

  /** Fetches data sets in JSON; none where the server has no content to send. */
  async #json(url: string): Promise<JsonAnswer> {
    const options = { ...this.#options, onProgress: () => undefined };
    let hasMore = false;
    const body = await this.#fetch(url, jsonType, options, (response) => {
      hasMore = isPart.test(response.headers.get('warning') ?? '');
      return Promise.resolve(response);
    });
    const blob = new Blob([body]);
    if (blob.size === 0) {
      return { dataSets: [], hasMore };
    }
    try {
      const text = await new Response(await inflated(blob.stream())).text();
      const found = JSON.parse(text) as JsonDataSet | JsonDataSet[];
      return { dataSets: Array.isArray(found) ? found : [found], hasMore };
    } catch (error) {
      throw this.faults.notJson(url, error);
    }
  }
}

/** The transfer syntax that a media type names, or, of a multipart one, the type of its parts. */
function transferSyntaxIn(type: string | null): string | undefined {
  const { parameters } = mediaTypeOf(type);
  const ofParts = parameters.get('type');
  return parameters.get('transfer-syntax') ?? (ofParts && transferSyntaxIn(ofParts));
}

/** Whether something isn't there in the way in which it was asked for. */
export function isAbsent(error: unknown): boolean {
  const { reason } = error as { reason?: string };
  return reason === 'dicomweb-not-json' || absent.includes(statusOf(error));
}

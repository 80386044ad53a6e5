import { numberOf, numbersOf, sortByNumber, tags, textOf, type JsonDataSet } from './data-set.js';
import { loadingOrder } from './order.js';
import type { Instances } from './instances.js';
import type { Server } from './server.js';

/** What tells where slices lie, which servers needn't say unless they are asked. */
const geometry = `includefield=${tags.imagePosition}&includefield=${tags.imageOrientation}`;

/**
 * A series on a server, of which the instance that is seen first is found without a list of all, which takes a
 * server seconds of a thousand. Slices are seen in the order of their positions, which their numbers follow, or
 * follow backwards.
 */
export class Series {
  readonly url: string;
  /** The URL of the instance that was fetched first. */
  first: string | undefined;
  readonly #server: Server;
  readonly #known: Instances;
  /** Undefined as long as they aren't known. */
  #instances: readonly JsonDataSet[] | undefined;
  #isBackwards = false;

  constructor(server: Server, known: Instances, url: string) {
    this.#server = server;
    this.#known = known;
    this.url = url;
  }

  /** Finds the instance that is seen as a frame; returns its URL. Throws `network` if there is none. */
  async find(frame: number): Promise<string> {
    const [one = [], two = []] = await Promise.all([1, 2].map((number) => this.#numbered(number)));
    const some = sortByNumber([...one, ...two], tags.instanceNumber);
    this.#isBackwards = isBackwards(some);
    if (one.length > 1) {
      this.#instances = sortByNumber(one, tags.instanceNumber); // the server takes no notice of queries
      return this.urls(frame)[0] ?? this.#nothing();
    }
    const wanted = this.#isBackwards ? (await this.#count()) - frame : frame + 1;
    const [found] = wanted === 1 ? one : await this.#numbered(wanted);
    const [any] = found
      ? []
      : [...some, ...(await this.#server.search(this.url, 'instances', '?limit=1'))];
    return this.#urlOf(found ?? any ?? this.#nothing());
  }

  /** Lists all instances, unless they are known. */
  async list(): Promise<void> {
    this.#instances ??= sortByNumber(
      await this.#server.list(this.url, 'instances'),
      tags.instanceNumber,
    );
  }

  /** The URLs of all instances in the order in which they are loaded; throws `network` if there is none. */
  urls(frame: number): string[] {
    const urls = (this.#instances ?? []).map((each) => this.#urlOf(each));
    if (this.#isBackwards) {
      urls.reverse();
    }
    const indexOfFirst = this.first === undefined ? -1 : urls.indexOf(this.first);
    const order = loadingOrder(urls.length, indexOfFirst < 0 ? frame : indexOfFirst);
    return order.map((index) => urls[index] ?? '');
  }

  /** The instances of a number: none or one, and all where the server takes no notice of queries. */
  #numbered(number: number): Promise<JsonDataSet[]> {
    const query = `?InstanceNumber=${String(number)}&limit=1&${geometry}`;
    return this.#server.search(this.url, 'instances', query);
  }

  /** How many instances there are, as the server says; 0 if it doesn't. */
  async #count(): Promise<number> {
    const [, study = '', uid = ''] = /^(.*)\/series\/([^/]+)$/.exec(this.url) ?? [];
    const found = await this.#server.search(study, 'series', `?SeriesInstanceUID=${uid}`);
    const itself = found.find((each) => textOf(each, tags.seriesInstanceUid) === uid);
    return (itself && numberOf(itself, tags.instanceCount)) ?? 0;
  }

  #urlOf(instance: JsonDataSet): string {
    const url = `${this.url}/instances/${textOf(instance, tags.sopInstanceUid)}`;
    this.#known.note(url, instance);
    return url;
  }

  #nothing(): never {
    throw this.#server.faults.nothingThere(this.url);
  }
}

/** Whether slices lie the further back the greater their numbers are, along their normal (PS3.3 C.7.6.2.1.1). */
function isBackwards(sorted: readonly JsonDataSet[]): boolean {
  const [first, last] = [sorted.at(0), sorted.at(-1)];
  if (!first || !last) {
    return false;
  }
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = numbersOf(first, tags.imageOrientation);
  const normal = [b * f - c * e, c * d - a * f, a * e - b * d];
  const [from, to] = [first, last].map((each) => numbersOf(each, tags.imagePosition));
  const distance = normal.reduce(
    (sum, n, axis) => sum + n * ((to?.[axis] ?? 0) - (from?.[axis] ?? 0)),
    0,
  );
  return distance < 0;
}

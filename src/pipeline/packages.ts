/** The packages of an author's file: found by name, fetched and checked by the page, since its Python has no network. */

import { detailOf } from '../languages/message.js';
import { fetchWhole, nameOf } from '../network/import.js';
import { fileAtBase } from '../network/own-files.js';
import { PipelineFailure } from './pipeline-failure.js';
import type { Requirements } from './reply.js';

/** Where packages come from. */
export interface PackageSource {
  /** The URL of the author's file. */
  base: string;
  /** The URL of a folder with packages beside `dist/packages/`. */
  index: string | undefined;
}

/** A package of an index. */
interface IndexedPackage {
  depends: readonly string[];
  /** The wheel's URL, relative to the index. */
  file_name: string;
  sha256: string;
}

/** The packages of a folder, by name, and its URL. */
interface PackageIndex {
  url: string;
  packages: Readonly<Record<string, IndexedPackage>>;
}

/** The file of a folder of packages that lists them: that of Pyodide's own folders has its name and format. */
const lockName = 'pyodide-lock.json';

/** What Python has without any package. */
const present = ['numpy', 'pydicom'];

/** The tags at the end of a wheel's name: those of any Python, or of this one's version and ABI. */
const wheelTags =
  /-(?:(?:py3|py2\.py3|cp3\d+)-none-any|(?:cp313-(?:cp313|none)|cp3(?:[2-9]|1[0-3])-abi3|py3-none)-(?:pyemscripten|pyodide)_2025_0_wasm32)\.whl$/;

/** Whether an author's file has a block of dependencies (PEP 723). */
export function hasRequirements(source: string): boolean {
  return /^# \/\/\/ script\s*$/m.test(source);
}

/** Fetches what a file needs. All that fails throws a `PipelineFailure`. */
export class Packages {
  readonly #from: PackageSource;
  readonly #dist: string;
  readonly #isAllowed: (url: string) => boolean;

  /** `beside` is the URL of a file of dist/; `isAllowed` tells whether a wheel may come from a URL that the file names. */
  constructor(from: PackageSource, beside: string, isAllowed: (url: string) => boolean) {
    this.#from = from;
    const isBeside = URL.canParse('packages/', beside); // nothing is beside a file of a notebook's kernel
    this.#dist =
      fileAtBase('packages/')?.href ?? (isBeside ? new URL('packages/', beside).href : '');
    this.#isAllowed = isAllowed;
  }

  /** The wheels: those that the file lists, and those of the packages that it names with what they need. */
  async fetch({ packages, wheels }: Requirements): Promise<ArrayBuffer[]> {
    const listed = wheels.map((wheel) => new URL(wheel, this.#from.base));
    const given = new Set([...present, ...listed.map(packageOf)]);
    const found = await this.#resolve(
      packages.filter((name) => !given.has(name)),
      given,
    );
    return Promise.all([
      ...found.map(fetchIndexed),
      ...listed.map((url) => this.#fetchListed(url)),
    ]);
  }

  #fetchListed(url: URL): Promise<ArrayBuffer> {
    const hash = /^#sha256=([0-9a-f]{64})$/i.exec(url.hash)?.[1];
    url.hash = '';
    const { index } = this.#from;
    const isOfIndex = index !== undefined && url.href.startsWith(folderOf(index));
    if (!isOfIndex && !this.#isAllowed(url.href)) {
      const parameters = { url: url.href, setting: 'DicomViewer.allowPipelines' };
      throw new PipelineFailure({ reason: 'package-origin', parameters });
    }
    return fetchWheel(url, hash);
  }

  /** The URLs of packages with their hashes, what they need included, without what is `given`. */
  async #resolve(names: readonly string[], given: Set<string>): Promise<[URL, string][]> {
    const found: [URL, string][] = [];
    const waiting = [...names];
    const indexes = waiting.length > 0 ? await this.#indexes() : [];
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      if (given.has(name)) {
        continue;
      }
      given.add(name);
      const index = indexes.find(({ packages }) => Object.hasOwn(packages, name));
      const entry = index?.packages[name];
      if (!index || !entry) {
        throw new PipelineFailure({ reason: 'package-unknown', parameters: { name } });
      }
      waiting.push(...entry.depends.map(normalized));
      found.push([new URL(entry.file_name, index.url), entry.sha256]);
    }
    return found;
  }

  async #indexes(): Promise<PackageIndex[]> {
    const { index } = this.#from;
    const own = readIndex(this.#dist).catch(() => ({ url: this.#dist, packages: {} })); // nobody filled it
    return Promise.all([own, ...(index === undefined ? [] : [readIndex(folderOf(index))])]);
  }
}

async function readIndex(folder: string): Promise<PackageIndex> {
  const url = new URL(lockName, folder).href;
  try {
    const text = new TextDecoder().decode(await fetchWhole(url));
    const { packages } = JSON.parse(text) as PackageIndex;
    return { url, packages };
  } catch (error) {
    throw unfetched(url, error);
  }
}

function fetchIndexed([url, sha256]: [URL, string]): Promise<ArrayBuffer> {
  return fetchWheel(url, sha256);
}

/** Fetches a wheel, whose hash the browser checks where it is given. */
async function fetchWheel({ href }: URL, sha256: string | undefined): Promise<ArrayBuffer> {
  const file = nameOf(href);
  if (!wheelTags.test(file)) {
    throw new PipelineFailure({ reason: 'package-abi', parameters: { file } });
  }
  try {
    const bytes = await fetchWhole(href, { integrity: sha256 && integrityOf(sha256) });
    return bytes.buffer;
  } catch (error) {
    const isThere = sha256 !== undefined && (await canBeFetched(href));
    throw isThere
      ? new PipelineFailure({ reason: 'package-hash', parameters: { file } })
      : unfetched(href, error);
  }
}

function canBeFetched(url: string): Promise<boolean> {
  return fetchWhole(url).then(
    () => true,
    () => false,
  );
}

function unfetched(url: string, error: unknown): PipelineFailure {
  const parameters = { file: nameOf(url), detail: detailOf(error) };
  return new PipelineFailure({ reason: 'package-unfetched', parameters });
}

/** A hash in hexadecimal digits as `fetch` takes it. */
function integrityOf(sha256: string): string {
  const bytes = (sha256.match(/../g) ?? []).map((digits) => Number.parseInt(digits, 16));
  return `sha256-${btoa(String.fromCharCode(...bytes))}`;
}

/** The name of the package that a wheel holds. */
function packageOf(url: URL): string {
  const [name = ''] = nameOf(url.href).split('-');
  return normalized(name);
}

/** A package's name as indexes have it (PEP 503). */
function normalized(name: string): string {
  return name.replaceAll(/[-_.]+/g, '-').toLowerCase();
}

/** A folder's URL, with the slash at its end. */
function folderOf(url: string): string {
  return new URL(url.replace(/\/?$/, '/'), document.baseURI).href;
}

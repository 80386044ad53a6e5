import type { DicomDataset } from '../metadata.js';
import type { TagContext } from '../protocol/messages.js';
import { isIdentifying } from '../view/identity.js';
import { differences, differencesOfFrames } from './difference.js';
import { find, textTest, type Found, type Test } from './search.js';
import { TagNode, walk, without } from './tag-node.js';
import type { TagName, TagNames } from './tag-names.js';
import { rowsOf, type TagRow } from './tag-rows.js';

/** What a user looks for. */
export interface TagFilter {
  readonly query: string;
  /** Only what differs from the slice before. */
  readonly changed: boolean;
  /** Only what may identify a person. */
  readonly identifying: boolean;
}

const noFilter: TagFilter = { query: '', changed: false, identifying: false };

/** How long a search works, in ms, until the page has its turn. */
const turn = 25;

/** The tree of tags: what is unfolded, what is looked for, and which row is the active one. */
export class TagModel {
  readonly names: TagNames;
  readonly #changed: () => void;
  #dataset: DicomDataset = {};
  #hidesIdentity = false;
  #fileMeta: readonly TagNode[] = [];
  #elements: readonly TagNode[] = [];
  #differences: ReadonlySet<string> | undefined;
  #lengths: ReadonlyMap<string, number> = new Map();
  #unfolded = new Map<string, boolean>();
  #filter = noFilter;
  #found: Found | undefined;
  #searches = 0;
  #rows: readonly TagRow[] | undefined;
  #activePath: string | undefined;

  /** Calls `changed` when rows or names are others, some time after what has changed them. */
  constructor(names: TagNames, changed: () => void) {
    this.names = names;
    this.#changed = changed;
  }

  get filter(): TagFilter {
    return this.#filter;
  }

  /** How many elements a filter finds; undefined without one. */
  get foundCount(): number | undefined {
    return this.#found?.count;
  }

  /** Whether there is a slice before. */
  get hasDifferences(): boolean {
    return this.#differences !== undefined;
  }

  /** The rows of the tree. */
  get rows(): readonly TagRow[] {
    this.#rows ??= rowsOf(this.#roots, this.#unfolded, this.#found);
    return this.#rows;
  }

  /** The index of the active row; the first where that one is seen no more. */
  get active(): number {
    return Math.max(
      this.rows.findIndex(({ node }) => node.path === this.#activePath),
      0,
    );
  }

  /** The data set without what must not be seen; it may hold more than elements. */
  get dataset(): DicomDataset {
    return this.#dataset;
  }

  /**
   * Shows another data set; what is unfolded and looked for stays. Until its context comes, that of the one before stays, too, so
   * that rows don't leap from slice to slice.
   */
  show(dataset: DicomDataset, hidesIdentity: boolean): void {
    if (hidesIdentity !== this.#hidesIdentity) {
      this.#hidesIdentity = hidesIdentity;
      this.#fileMeta = [];
    }
    this.#dataset = this.#seen(dataset);
    this.#elements = TagNode.elementsOf(this.#dataset);
    this.#search();
  }

  /** Shows what there is beside the elements of the data set; undefined where nobody knows. */
  showContext(context: TagContext | undefined): void {
    const { fileMeta = '{}', binaryLengths = [] } = context ?? {};
    this.#fileMeta = TagNode.elementsOf(this.#seen(JSON.parse(fileMeta) as DicomDataset));
    this.#lengths = new Map(binaryLengths.map(({ tag, length }) => [tag, length]));
    this.#differences = context && this.#differencesBy(context);
    this.#search();
  }

  #differencesBy({ frame, frameBefore, before }: TagContext): Set<string> | undefined {
    if (before !== null) {
      return differences(this.#dataset, this.#seen(JSON.parse(before) as DicomDataset));
    }
    return frameBefore === null
      ? undefined
      : differencesOfFrames(this.#dataset, frame, frameBefore);
  }

  /** Looks for something else. */
  look(change: Partial<TagFilter>): void {
    this.#filter = { ...this.#filter, ...change };
    this.#unfolded = new Map();
    this.#search();
  }

  /** Makes a row the active one. */
  activate(index: number): void {
    this.#activePath = this.rows[index]?.node.path;
  }

  /** Folds or unfolds a row; the only item of a sequence goes with it. */
  fold(index: number, isExpanded: boolean): void {
    const node = this.rows[index]?.node;
    if (node?.hasChildren) {
      this.#unfolded.set(node.path, isExpanded);
      const [only, ...others] = isExpanded && node.element ? node.children : [];
      if (only && others.length === 0) {
        this.#unfolded.set(only.path, true);
      }
      this.#update();
    }
  }

  /** Whether it differs from the slice before, or holds what does. */
  differs(node: TagNode): boolean {
    return this.#differences?.has(node.path) ?? false;
  }

  nameOf(node: TagNode): TagName {
    return this.names.of(node.key);
  }

  /** How many bytes a binary element has, where that is known. */
  lengthOf(node: TagNode): number | undefined {
    return node.parent ? undefined : this.#lengths.get(node.tag);
  }

  /** All elements, with their names. */
  async all(): Promise<readonly TagNode[]> {
    const roots = this.#roots;
    await this.names.fetch(keysOf(walk(roots)));
    return roots;
  }

  get #roots(): readonly TagNode[] {
    return [...this.#fileMeta, ...this.#elements];
  }

  #seen(dataset: DicomDataset): DicomDataset {
    return this.#hidesIdentity ? without(dataset, isIdentifying) : dataset;
  }

  #search(): void {
    const search = ++this.#searches;
    const test = this.#test();
    if (test) {
      void this.#find(test, search);
    } else {
      this.#found = undefined;
    }
    this.#update();
  }

  async #find(test: Test, search: number): Promise<void> {
    const roots = await this.all();
    let start = performance.now();
    const pause = async () => {
      if (performance.now() - start > turn) {
        await new Promise((resolve) => setTimeout(resolve));
        start = performance.now();
      }
    };
    const isOver = () => search !== this.#searches;
    const found = await find(roots, test, pause, isOver);
    if (!isOver()) {
      this.#found = found;
      this.#update();
    }
  }

  /** What the filter finds; undefined where it leaves all. */
  #test(): Test | undefined {
    const { query, changed, identifying } = this.#filter;
    const tests: Test[] = [];
    if (changed && this.#differences) {
      tests.push((node) => this.differs(node) && node.element?.vr !== 'SQ');
    }
    if (identifying) {
      tests.push(identifies);
    }
    if (query.trim()) {
      tests.push(textTest(query, this.names));
    }
    return tests.length > 0 ? (node) => tests.every((test) => test(node)) : undefined;
  }

  #update(): void {
    this.#rows = undefined;
    void this.names.fetch(keysOf(this.rows.map(({ node }) => node)))?.then(this.#changed);
    this.#changed();
  }
}

/** Whether an element that isn't empty may identify a person. */
function identifies({ tag, element }: TagNode): boolean {
  return (
    isIdentifying(tag) && (element?.Value ?? []).some((value) => value !== null && value !== '')
  );
}

function* keysOf(nodes: Iterable<TagNode>) {
  for (const node of nodes) {
    if (node.element) {
      yield node.key;
    }
  }
}

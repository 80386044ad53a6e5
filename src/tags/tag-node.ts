import type { DicomDataset, DicomElement } from '../metadata.js';
import type { TagKey } from '../protocol/messages.js';
import { isPrivate } from '../view/identity.js';

/** An element of a data set, or an item of a sequence, in the tree of tags. */
export class TagNode {
  #children: readonly TagNode[] | undefined;
  #key: TagKey | undefined;

  private constructor(
    readonly parent: TagNode | undefined,
    /** The element's tag, eight hex digits; of an item, that of its sequence. */
    readonly tag: string,
    /** Undefined of an item. */
    readonly element: DicomElement | undefined,
    /** The data set that the element is part of, or of which the item consists. */
    readonly dataset: DicomDataset,
    /** Which item it is, from 0; undefined of an element. */
    readonly item: number | undefined,
  ) {}

  /** The elements of a data set by tag, each a root of the tree, or below an item. */
  static elementsOf(dataset: DicomDataset, parent?: TagNode): TagNode[] {
    const tags = Object.keys(dataset).filter((tag) => tagPattern.test(tag));
    return tags.sort().map((tag) => new TagNode(parent, tag, dataset[tag], dataset, undefined));
  }

  /** Where it is in the data set: tags, and indices of items, with `/` between. */
  get path(): string {
    const own = this.item === undefined ? this.tag : String(this.item);
    return this.parent ? `${this.parent.path}/${own}` : own;
  }

  /** How deep it lies, from 1. */
  get level(): number {
    return this.parent ? this.parent.level + 1 : 1;
  }

  /** What its name depends on. */
  get key(): TagKey {
    this.#key ??= this.#makeKey();
    return this.#key;
  }

  /** The items of a sequence, the elements of an item; none of any other element. */
  get children(): readonly TagNode[] {
    this.#children ??= this.#makeChildren();
    return this.#children;
  }

  /** Whether it may be unfolded; known without making its children. */
  get hasChildren(): boolean {
    return this.element ? itemsOf(this.element).length > 0 : this.children.length > 0;
  }

  #makeKey(): TagKey {
    const element = this.tag.slice(4);
    if (!isPrivate(this.tag) || element < '0100') {
      return [this.tag, null];
    }
    const [creator] = this.dataset[`${this.tag.slice(0, 4)}00${element.slice(0, 2)}`]?.Value ?? [];
    return [this.tag, typeof creator === 'string' ? creator : null];
  }

  #makeChildren(): readonly TagNode[] {
    return this.element
      ? itemsOf(this.element).map(
          (item, index) => new TagNode(this, this.tag, undefined, item, index),
        )
      : TagNode.elementsOf(this.dataset, this);
  }
}

/** Metadata hold the summary, too. */
const tagPattern = /^[0-9A-F]{8}$/;

/** The items of a sequence; none of an element of another kind. */
export function itemsOf({ vr, Value = [] }: DicomElement): DicomDataset[] {
  return vr === 'SQ' ? Value.map((item) => (item ?? {}) as DicomDataset) : [];
}

/** All nodes below some, and these, in order. */
export function* walk(nodes: readonly TagNode[]): Generator<TagNode> {
  const waiting = [...nodes].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node;
    for (const child of [...node.children].reverse()) {
      waiting.push(child); // there may be more than a call has arguments
    }
  }
}

/** A data set without the elements that a test names, also those within sequences. */
export function without(dataset: DicomDataset, isLeftOut: (tag: string) => boolean): DicomDataset {
  const kept = Object.entries(dataset).filter(([tag]) => tagPattern.test(tag) && !isLeftOut(tag));
  return Object.fromEntries(
    kept.map(([tag, element]) => {
      const items = itemsOf(element);
      return items.length === 0
        ? [tag, element]
        : [tag, { ...element, Value: items.map((item) => without(item, isLeftOut)) }];
    }),
  );
}

/** A tag as the standard writes it: `(0010,0010)`. */
export function tagText(tag: string): string {
  return `(${tag.slice(0, 4)},${tag.slice(4)})`;
}

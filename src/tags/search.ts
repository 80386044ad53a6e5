import { walk, tagText, type TagNode } from './tag-node.js';
import type { TagKey } from '../protocol/messages.js';
import type { TagNames } from './tag-names.js';
import { valueText } from './value-text.js';

/** The nodes that a filter leaves: those that it finds, and all that hold them. */
export interface Found {
  readonly kept: ReadonlySet<TagNode>;
  /** How many are found. */
  readonly count: number;
}

/** How many nodes are looked at between two looks at the clock. */
const step = 500;

/** A test of elements; items are kept with what is in them. */
export type Test = (node: TagNode) => boolean;

/**
 * Finds elements, with their parents. `pause` is awaited now and then, so that a page stays responsive; once nobody waits for the
 * outcome, `isOver`, it is incomplete.
 */
export async function find(
  roots: readonly TagNode[],
  test: Test,
  pause: () => Promise<void>,
  isOver: () => boolean,
): Promise<Found> {
  const kept = new Set<TagNode>();
  let count = 0;
  let seen = 0;
  for (const node of walk(roots)) {
    if (node.element && test(node)) {
      count += 1;
      for (let at: TagNode | undefined = node; at && !kept.has(at); at = at.parent) {
        kept.add(at);
      }
    }
    seen += 1;
    if (seen % step === 0) {
      await pause();
      if (isOver()) {
        break;
      }
    }
  }
  return { kept, count };
}

/** Looks for a text in tag, keyword, name and value, or for a value representation; whatever the case of letters. */
export function textTest(query: string, names: TagNames): Test {
  const wanted = query.trim().toLowerCase();
  const vr = /^[a-z]{2}$/.test(wanted) ? wanted.toUpperCase() : undefined;
  const isIn = (text: string) => text.toLowerCase().includes(wanted);
  // There are few kinds among thousands of elements.
  const kinds = new Map<string, boolean>();
  const isKindWanted = (key: TagKey) => {
    const text = key.join(' ');
    const known = kinds.get(text);
    if (known !== undefined) {
      return known;
    }
    const [tag] = key;
    const { keyword, name } = names.of(key);
    const isWanted = [tagText(tag), tag, keyword, name].some(isIn);
    kinds.set(text, isWanted);
    return isWanted;
  };
  return ({ element, key }) =>
    element !== undefined && (element.vr === vr || isKindWanted(key) || isIn(valueText(element)));
}

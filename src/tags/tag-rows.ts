import type { Found } from './search.js';
import type { TagNode } from './tag-node.js';

/** A node that is seen, and its place among those beside it. */
export interface TagRow {
  readonly node: TagNode;
  /** From 1. */
  readonly position: number;
  readonly count: number;
  /** Whether what is in it is seen; undefined where there is nothing. */
  readonly isExpanded: boolean | undefined;
}

/** Which nodes are unfolded, as far as a user has said. */
export type Unfolded = ReadonlyMap<string, boolean>;

/**
 * The rows of a tree. With a filter, these are the nodes that it leaves, unfolded as far as they hold others; what it finds itself
 * may be unfolded in full.
 */
export function rowsOf(
  roots: readonly TagNode[],
  unfolded: Unfolded,
  found: Found | undefined,
): TagRow[] {
  const rows: TagRow[] = [];
  addRows(roots, unfolded, found?.kept, rows);
  return rows;
}

function addRows(
  nodes: readonly TagNode[],
  unfolded: Unfolded,
  kept: ReadonlySet<TagNode> | undefined,
  rows: TagRow[],
): void {
  const left = kept ? nodes.filter((node) => kept.has(node)) : nodes;
  left.forEach((node, index) => {
    const holdsKept = kept !== undefined && node.children.some((child) => kept.has(child));
    const isExpanded = node.hasChildren ? (unfolded.get(node.path) ?? holdsKept) : undefined;
    rows.push({ node, position: index + 1, count: left.length, isExpanded });
    if (isExpanded) {
      addRows(node.children, unfolded, holdsKept ? kept : undefined, rows);
    }
  });
}

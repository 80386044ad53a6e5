import type { TagRow } from './tag-rows.js';

/** What a key does in the tree, by ARIA's practices: another row is the active one, or one is folded. */
export type TreeAct =
  | { readonly type: 'move'; readonly to: number }
  | { readonly type: 'fold'; readonly isExpanded: boolean };

/** The tree as a key finds it. */
export interface TreeState {
  readonly rows: readonly TagRow[];
  /** The index of the active row. */
  readonly active: number;
  /** How many rows are seen at a time. */
  readonly page: number;
  readonly isRightToLeft: boolean;
}

/** What a key does; undefined where it means nothing to the tree. */
export function actOfKey(key: string, state: TreeState): TreeAct | undefined {
  const { rows, active, page, isRightToLeft } = state;
  const row = rows[active];
  if (!row) {
    return undefined;
  }
  const move = (to: number): TreeAct => ({
    type: 'move',
    to: Math.min(Math.max(to, 0), rows.length - 1),
  });
  const fold = (isExpanded: boolean): TreeAct => ({ type: 'fold', isExpanded });
  const { isExpanded } = row;
  const inwards = () =>
    isExpanded ? move(active + 1) : isExpanded === false ? fold(true) : move(active);
  const outwards = () => (isExpanded ? fold(false) : move(parentOf(rows, active)));
  const acts: Partial<Record<string, () => TreeAct>> = {
    ArrowDown: () => move(active + 1),
    ArrowUp: () => move(active - 1),
    PageDown: () => move(active + page),
    PageUp: () => move(active - page),
    Home: () => move(0),
    End: () => move(rows.length - 1),
    ArrowRight: isRightToLeft ? outwards : inwards,
    ArrowLeft: isRightToLeft ? inwards : outwards,
    Enter: () => (isExpanded === undefined ? move(active) : fold(!isExpanded)),
    ' ': () => (isExpanded === undefined ? move(active) : fold(!isExpanded)),
  };
  return acts[key]?.();
}

/** The row of what holds a row; the row itself where nothing does. */
function parentOf(rows: readonly TagRow[], index: number): number {
  const parent = rows[index]?.node.parent;
  const found = parent ? rows.findIndex(({ node }) => node === parent) : index;
  return found < 0 ? index : found;
}

/** The next row whose name begins with what was typed; undefined if there is none. */
export function rowByName(
  names: readonly string[],
  active: number,
  typed: string,
): number | undefined {
  const wanted = typed.toLowerCase();
  const isRepeated = typed.length > 1;
  for (let step = isRepeated ? 0 : 1; step <= names.length; step += 1) {
    const index = (active + step) % names.length;
    if (names[index]?.toLowerCase().startsWith(wanted)) {
      return index;
    }
  }
  return undefined;
}

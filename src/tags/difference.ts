import type { DicomDataset, DicomElement } from '../metadata.js';
import { itemsOf } from './tag-node.js';

/** *Per-frame Functional Groups Sequence*: an item for each frame (PS3.3 C.7.6.16). */
const perFrame = '52009230';

/** The paths of elements that aren't the same in another data set, and of all that holds them. */
export function differences(dataset: DicomDataset, other: DicomDataset): Set<string> {
  const found = new Set<string>();
  compare(dataset, other, '', found);
  return found;
}

/** The paths of what isn't the same in the functional groups of two frames of a data set. */
export function differencesOfFrames(
  dataset: DicomDataset,
  frame: number,
  other: number,
): Set<string> {
  const found = new Set<string>();
  const groups = dataset[perFrame];
  const items = groups ? itemsOf(groups) : [];
  const path = `${perFrame}/${String(frame)}`;
  if (compare(items[frame] ?? {}, items[other] ?? {}, `${path}/`, found)) {
    found.add(perFrame).add(path);
  }
  return found;
}

/** Adds the paths of what isn't the same; returns whether there is anything. */
function compare(
  dataset: DicomDataset,
  other: DicomDataset,
  prefix: string,
  found: Set<string>,
): boolean {
  const different = Object.keys(dataset).filter((tag) => {
    const element = dataset[tag];
    const path = prefix + tag;
    if (!element || !/^[0-9A-F]{8}$/.test(tag) || !differs(element, other[tag], path, found)) {
      return false;
    }
    found.add(path);
    return true;
  });
  return different.length > 0;
}

function differs(
  element: DicomElement,
  other: DicomElement | undefined,
  path: string,
  found: Set<string>,
): boolean {
  const items = itemsOf(element);
  const others = other ? itemsOf(other) : [];
  if (element.vr !== 'SQ') {
    return JSON.stringify(element) !== JSON.stringify(other);
  }
  const changed = items.filter((item, index) => {
    const inner = `${path}/${String(index)}`;
    const isChanged = compare(item, others[index] ?? {}, `${inner}/`, found) || !others[index];
    if (isChanged) {
      found.add(inner);
    }
    return isChanged;
  });
  return changed.length > 0 || items.length !== others.length || !other;
}

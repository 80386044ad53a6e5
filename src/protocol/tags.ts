/** What a tag browser asks for. Python's data classes in metadata/tag_context.py have the same fields. */

import type { ViewState } from './view.js';

/** A kind of element: its tag, eight hex digits, and of a private one the creator of its block, where that is known. */
export type TagKey = [tag: string, creator: string | null];

/** Asks for the keyword and the name of elements, each empty where there is none. */
export interface TagNamesRequest {
  type: 'tag-names';
  tags: TagKey[];
}

/** Asks for what there is beside the elements of the stored frame that a view shows. */
export interface TagContextRequest {
  type: 'tag-context';
  study: number;
  view: ViewState;
}

/** How many bytes the value of a binary element has, which the JSON model leaves out. */
export interface BinaryLength {
  tag: string;
  length: number;
}

export interface TagContext {
  /** The file meta information (PS3.10 7.1): `DicomDataset` in JSON. */
  fileMeta: string;
  /** Of the elements that aren't in sequences. */
  binaryLengths: BinaryLength[];
  /** Which frame of its data set it is, from 0. */
  frame: number;
  /** Which frame of its data set the one before it in the series is; null of the first. */
  frameBefore: number | null;
  /** The data set of the frame before, `DicomDataset` in JSON; null where it is the same one. */
  before: string | null;
}

/** What a pipeline knows of its element. */

import type { ReactiveControllerHost } from 'lit';

import type { Annotation } from '../annotations/annotation.js';
import type { Viewport } from '../display/viewport.js';
import type { DicomError } from '../errors.js';
import type { Language } from '../languages/language.js';
import type { Calls, CallType } from '../protocol/messages.js';
import type { Study } from '../runtime/study.js';
import type { LayerState } from '../view/layer-state.js';

/** The element, as far as its pipeline knows it. */
export interface PipelineHost extends ReactiveControllerHost, HTMLElement {
  readonly pipeline: string | undefined;
  readonly parameters: unknown;
  readonly pipelineTimeout: number | undefined;
  readonly packageIndex: string | undefined;
  readonly annotations: readonly Annotation[];
  readonly layerList: readonly LayerState[];
}

/** What the `<source layer>` children of an element name. */
export interface LayerSourcesOfElement {
  /** Those that are loaded, in their order. */
  readonly studies: readonly { readonly study: Study }[];
  /** Resolves once all are loaded, or can't be. */
  settled(): Promise<void>;
}

/** What the element gives to its pipeline. */
export interface PipelineContext {
  viewport: Viewport;
  language: () => Language;
  /** Asks the viewers' Python. */
  call: <Type extends CallType>(
    request: Calls[Type]['request'],
    transfer?: Transferable[],
  ) => Promise<Calls[Type]['reply']>;
  /** Fetches what loads the sources of layers; undefined where it can't be had. */
  layerSources: () => Promise<LayerSourcesOfElement | undefined>;
  /** What the page allows. */
  permission: PipelinePermission;
  /** The class of the element's errors. */
  DicomError: typeof DicomError;
}

/** What a page allows its pipelines. */
export interface PipelinePermission {
  /** Origins beside the page's own from which files may come. */
  origins: ReadonlySet<string>;
  /** Whether pipelines may run without a wall where none can be built. */
  isUnsandboxedAllowed: boolean;
}

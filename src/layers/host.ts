import type { ReactiveControllerHost } from 'lit';

import type { DisplayedImage } from '../display/displayed.js';
import type { Language } from '../languages/language.js';
import type { MadeLayer } from '../pipeline/made-labels.js';
import type { Warning } from '../protocol/messages.js';
import type { LayerState } from '../view/layer-state.js';
import type { LoadSource } from './layer-sources.js';

/** The element above whose images they are. */
export type LayeredElement = ReactiveControllerHost &
  HTMLElement & {
    readonly layers: 'on' | 'off';
    readonly hideIdentity: boolean;
    layerList: readonly LayerState[];
  };

/** What layers need of their element beside its properties. */
export interface LayersHost {
  readonly element: LayeredElement;
  readonly viewport: {
    readonly displayed: DisplayedImage | undefined;
    report(warning: Warning): void;
  };
  readonly language: () => Language;
  /** What the pipeline has made. */
  readonly made: () => readonly MadeLayer[] | undefined;
  readonly load: LoadSource;
  /** Asks the runtime for the colours of a colour map. */
  readonly colormap: (name: string) => Promise<readonly number[]>;
}

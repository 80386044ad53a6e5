import type { Study } from '../runtime/study.js';
import type { Source } from '../source/image-source.js';
import type { SourceWarnings } from './source-warnings.js';
import type { ViewportState } from './viewport-state.js';

/** What was shown before a visitor's files: it stays until they are, and comes back if they can't be. */
export interface FormerSource {
  readonly source: Source | undefined;
  readonly state: Extract<ViewportState, { phase: 'open' }>;
  readonly warnings: SourceWarnings;
  /** Called when it comes back. */
  readonly kept: () => void;
}

/** Closes the study of what was shown before, unless it is another's too. */
export function closeFormer(former: FormerSource | undefined, current: Study | undefined): void {
  if (former && former.state.study !== current) {
    former.state.study.close();
  }
}

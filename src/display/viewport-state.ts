import type { DicomError } from '../errors.js';
import type { Progress } from '../events.js';
import type { Study } from '../runtime/study.js';
import type { DisplayedImage } from './displayed.js';

/** What an element's source has become. */
export type ViewportState =
  | { phase: 'empty' }
  /** There is no image of the source yet; what was displayed before stays. */
  | {
      phase: 'opening';
      study: Study | undefined;
      displayed: DisplayedImage | undefined;
      progress: Progress;
    }
  /** The study has images, and grows until all files are there. */
  | {
      phase: 'open';
      study: Study;
      /** Until the first image of this study is on the canvas, that of the study before. */
      displayed: DisplayedImage | undefined;
      /** Undefined once all files are there. */
      progress: Progress | undefined;
      /** Why the frame that is asked for can't be shown. */
      failure: DicomError | undefined;
    }
  | { phase: 'failed'; failure: DicomError };

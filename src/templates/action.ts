import type { DicomChangeDetail } from '../events.js';
import type { PlaneName } from '../protocol/messages.js';

/** An action of the element that is no change of its properties. */
export type Command =
  | 'open'
  | 'open-folder'
  | 'reset'
  | 'retry'
  /** Closes the message that a visitor's files can't be shown. */
  | 'dismiss'
  /** Shows the image as large as its pane. */
  | 'fit'
  /** Shows a pixel of the image on each pixel of the screen. */
  | 'one-to-one'
  | 'full-screen'
  /** Fetches the image, which waits for a visitor. */
  | 'show'
  /** Makes this plane of three the one that keys act on, and that a phone shows. */
  | PlaneName
  /** Shows the list of keys. */
  | 'help'
  /** Saves or copies what is shown. */
  | 'save-image'
  | 'save-clip'
  | 'save-file'
  | 'save-annotations'
  | 'copy';

/** Changes properties of the element, or carries out a command. */
export type Act = (action: DicomChangeDetail | Command) => void;

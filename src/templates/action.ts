import type { DicomChangeDetail } from '../events.js';

/** An action of the element that is no change of its properties. */
export type Command = 'open' | 'open-folder' | 'reset' | 'retry';

/** Changes properties of the element, or carries out a command. */
export type Act = (action: DicomChangeDetail | Command) => void;

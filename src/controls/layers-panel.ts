import { html } from 'lit';
import type { IconNode } from 'lucide';

import { fill } from '../languages/fill.js';
import type { Language } from '../languages/language.js';
import { numberText, valueText } from '../languages/numbers.js';
import type { Act } from '../templates/action.js';
import type { ControlsState } from './controls-state.js';
import { choice, range } from './fields.js';
import { iconButton } from './icon.js';

/** What a panel is made of that another bundle brings, which so needs no copies of its own. */
const fields = { html, range, choice, iconButton, fill, numberText, valueText };

/** A panel that another bundle brings. */
export interface BroughtPanel {
  /** That of the button that opens it. */
  icon: IconNode;
  content(fields: PanelFields, state: ControlsState, texts: Language, act: Act): unknown;
}

export type PanelFields = typeof fields;

/** The list of layers, if there are any. */
export function layersPanel(state: ControlsState, texts: Language, act: Act): unknown {
  return state.layers?.content(fields, state, texts, act);
}

import type { VoiSummary } from '../metadata.js';

/** The names that `preset` takes; Python's rendering/presets.py has the windows of CT. */
export const ctPresets = [
  'brain',
  'stroke',
  'subdural',
  'bone',
  'soft-tissue',
  'mediastinum',
  'lung',
  'abdomen',
  'liver',
  'spine',
  'angio',
] as const;

export const valuePresets = ['auto', 'full'] as const;

export type PresetName = (typeof ctPresets)[number] | (typeof valuePresets)[number];

interface WindowChange {
  voi?: string;
  preset: PresetName | undefined;
  windowCenter: undefined;
  windowWidth: undefined;
}

/** A window to choose: the file's own, or one by name. */
export interface WindowChoice {
  /** Differs for each. */
  key: string;
  /** Undefined of the file's own. */
  preset: PresetName | undefined;
  voi: VoiSummary | undefined;
  /** What the choice changes of the element's properties. */
  change: WindowChange;
}

/** The windows to choose from: first the file's own, then those that have a name. */
export function windowChoices(voi: readonly VoiSummary[], modality: string): WindowChoice[] {
  const none = { windowCenter: undefined, windowWidth: undefined };
  const ofFile = voi.map((each, index) => ({
    key: voiKey(index),
    preset: undefined,
    voi: each,
    change: { voi: String(index), preset: undefined, ...none },
  }));
  const names = [...(modality === 'CT' ? ctPresets : []), ...valuePresets];
  const byName = names.map((preset) => ({
    key: preset,
    preset,
    voi: undefined,
    change: { preset, ...none },
  }));
  return [...ofFile, ...byName];
}

/** The key of the window in force: `user` where a user or the page gave numbers. */
export function chosenWindow(
  { windowCenter, windowWidth, preset }: ChosenProperties,
  chosenVoi: number,
  voiCount: number,
): string {
  if (windowCenter !== undefined || windowWidth !== undefined) {
    return 'user';
  }
  return preset ?? (voiCount > 0 ? voiKey(chosenVoi) : 'full');
}

interface ChosenProperties {
  windowCenter: number | undefined;
  windowWidth: number | undefined;
  preset: string | undefined;
}

function voiKey(index: number): string {
  return `voi ${String(index)}`;
}

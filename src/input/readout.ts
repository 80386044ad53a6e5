import { fill } from '../languages/fill.js';
import { countText, numberText, valueText } from '../languages/numbers.js';
import type { ValueName } from '../tools/tool.js';
import type { ActivePane } from './active-pane.js';
import type { InputHost } from './input-host.js';
import { stageOf } from './stage.js';

/** How far the values are from the pointer, in CSS pixels: a finger covers more. */
const distances = { mouse: 18, touch: 44 };

/** The values that a drag changes, beside the pointer while it lasts, and never under it. */
export class Readout {
  readonly #host: InputHost;
  readonly #pane: ActivePane;
  readonly #box = document.createElement('output');
  #values: ValueName | undefined;

  constructor(host: InputHost, pane: ActivePane) {
    this.#host = host;
    this.#pane = pane;
    this.#box.className = 'readout';
    this.#box.ariaHidden = 'true'; // what changes is announced once
  }

  /** Shows values beside a pointer. */
  show(values: ValueName, { clientX, clientY, pointerType }: PointerEvent): void {
    const stage = stageOf(this.#host.element);
    if (!stage) {
      return;
    }
    this.#values = values;
    stage.append(this.#box);
    this.update();
    const { left, top, width, height } = stage.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = this.#box;
    const distance = pointerType === 'touch' ? distances.touch : distances.mouse;
    const x = clientX - left;
    const isRight = x + distance + offsetWidth <= width;
    const beside = isRight ? x + distance : x - distance - offsetWidth;
    const { style } = this.#box;
    style.left = `${String(clamp(beside, width - offsetWidth))}px`;
    style.top = `${String(clamp(clientY - top - offsetHeight / 2, height - offsetHeight))}px`;
  }

  /** Brings the values up to date. */
  update(): void {
    if (this.#values) {
      this.#box.textContent = this.#text(this.#values);
    }
  }

  hide(): void {
    this.#values = undefined;
    this.#box.remove();
  }

  #text(values: ValueName): string {
    const { language, viewport } = this.#host;
    const { image: texts, tag } = language;
    const { frame, frameCount, placement } = this.#pane;
    switch (values) {
      case 'zoom':
        return numberText(placement?.zoom ?? 1, tag, { style: 'percent' });
      case 'position': {
        const [of, count] = [countText(frame + 1, language), countText(frameCount, language)];
        return fill(texts.position, { frame: of, frameCount: count }, language);
      }
      case 'window': {
        const { windowCenter = 0, windowWidth = 0 } =
          viewport.operable?.windowing(viewport.view)?.window ?? {};
        const [center, width] = [
          valueText(windowCenter, language),
          valueText(windowWidth, language),
        ];
        return fill(texts.window, { center, width }, language);
      }
    }
  }
}

function clamp(place: number, most: number): number {
  return Math.min(Math.max(place, 0), Math.max(most, 0));
}

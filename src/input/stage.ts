/** The stage: the part of an element's shadow tree on which its images lie. */

import type { InputElement } from './input-host.js';

/** The stage, once the element is rendered. */
export function stageOf({ renderRoot }: InputElement): HTMLElement | null {
  return renderRoot.querySelector<HTMLElement>('.stage');
}

/** The panes, in the order of their images. */
export function panesOf({ renderRoot }: InputElement): HTMLElement[] {
  return [...renderRoot.querySelectorAll<HTMLElement>('.pane')];
}

/** What the Tab key reaches of the images: the stage of one image, or of three panes the active one. */
export function imageStopOf({ renderRoot }: InputElement): HTMLElement | null {
  return renderRoot.querySelector<HTMLElement>('.stage[tabindex="0"], .planes .active .pane');
}

/** Whether an event is one of the images, not of a button or a message above them. */
export function isOnImage(event: Event, stage: HTMLElement): boolean {
  const target = event.target as Element;
  // The page's own content, in a slot, is not inside the stage.
  return (
    stage.contains(target) &&
    (target === stage || target.matches('canvas, .pane, .picture, [data-grasp]'))
  );
}

/** A tool bar is one stop of the Tab key; arrows, Home and End go from one of its buttons to another. */

/** Makes the button that has focus, or else the first, the one that the Tab key reaches. */
export function updateTabStop(toolbar: Element, chosen?: HTMLElement): void {
  const buttons = buttonsOf(toolbar);
  const stop = chosen ?? buttons.find(({ tabIndex }) => tabIndex === 0) ?? buttons[0];
  for (const button of buttons) {
    button.tabIndex = button === stop ? 0 : -1;
  }
}

/** Moves the focus by a key; returns whether the key is one of those. */
export function moveFocus(toolbar: Element, { key, target }: KeyboardEvent): boolean {
  const buttons = buttonsOf(toolbar);
  const from = buttons.indexOf(target as HTMLElement);
  const isRightToLeft = getComputedStyle(toolbar).direction === 'rtl';
  const forward = isRightToLeft ? -1 : 1;
  const targets: Partial<Record<string, number>> = {
    ArrowRight: from + forward,
    ArrowLeft: from - forward,
    Home: 0,
    End: buttons.length - 1,
  };
  const to = targets[key];
  if (from < 0 || to === undefined) {
    return false;
  }
  const button = buttons[(to + buttons.length) % buttons.length];
  button?.focus();
  updateTabStop(toolbar, button);
  return true;
}

/** The buttons that are seen. */
function buttonsOf(toolbar: Element): HTMLElement[] {
  return [...toolbar.querySelectorAll<HTMLElement>('button')].filter(
    (button) => button.offsetParent !== null,
  );
}

/** How much of the controls there is room for. */
export type ControlsLayout =
  /** A row below the image. */
  | 'bar'
  /** On a narrow element: a row to go through frames, and one of places that open sheets. */
  | 'phone'
  /** On a low element: one button in a corner. */
  | 'corner'
  /** On one that is lower still: none. */
  | 'none';

/** The width of a phone, in rem, and the least height for a button in the corner, in CSS pixels; see host.styles.ts. */
const phone = 36;
const leastHeight = 160;

/** The least width of an element whose list of series stands beside the image, in rem. */
const leastWidthOfStrip = 64;

/** The layout of an element, whose style sheet says how much room there is for the bar. */
export function layoutOf(element: HTMLElement, room: HTMLElement | null): ControlsLayout {
  const { offsetWidth: width, offsetHeight: height } = element;
  if (!room || width === 0) {
    return 'bar';
  }
  if (room.offsetHeight === 0) {
    return height < leastHeight ? 'none' : 'corner';
  }
  return isNarrower(element, phone) ? 'phone' : 'bar';
}

/** Whether an element has room for the list of series beside the image. */
export function hasRoomForStrip(element: HTMLElement): boolean {
  return !isNarrower(element, leastWidthOfStrip);
}

function isNarrower({ offsetWidth }: HTMLElement, width: number): boolean {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return offsetWidth < width * rem;
}

/** The least width of a bar with words beside its icons, in CSS pixels. */
const leastWidthOfWords = 900;

/** What a bar leaves to the panel of its last button where there is no room, in this order. */
const leftOut = [
  'measure',
  'layers',
  'layout',
  'speed',
  'full-screen',
  'info',
  'invert',
  'pointer',
  'series',
];

/** Shows as much in a bar as fits into its one row; the style sheet reads what that is from two attributes. */
export function fitBar(bar: HTMLElement): void {
  const { dataset } = bar;
  const fits = () => bar.scrollWidth <= bar.clientWidth;
  const words = bar.clientWidth < leastWidthOfWords ? ['none'] : ['all', 'some', 'none'];
  dataset['without'] = '';
  for (const each of words) {
    dataset['words'] = each;
    if (fits()) {
      return;
    }
  }
  for (let count = 1; count <= leftOut.length; count += 1) {
    dataset['without'] = leftOut.slice(0, count).join(' ');
    if (fits()) {
      return;
    }
  }
}

/** The room between a panel and the edges of the element, in CSS pixels. */
const margin = 4;

/** Puts a panel above the button that opened it, or as near to it as the width of the bar allows; see panel.styles.ts. */
export function placePanel(panel: HTMLElement, opener: HTMLElement, bar: HTMLElement): void {
  const { clientWidth: width } = bar;
  const { offsetLeft: left, offsetWidth } = opener;
  const start = bar.matches(':dir(rtl)') ? width - left - offsetWidth : left;
  panel.style.removeProperty('--_start');
  const greatest = width - panel.offsetWidth - margin;
  panel.style.setProperty('--_start', `${String(Math.max(margin, Math.min(start, greatest)))}px`);
}

/** Scrolls what an element lies in, a part of the page or the page, as far down as is said, in CSS pixels. */
export function scrollPage(element: Element, down: number): void {
  scrollerOf(element)?.scrollBy({ top: down, behavior: 'instant' });
}

function scrollerOf(element: Element): Element | null {
  for (
    let each = parentOf(element);
    each && each !== element.ownerDocument.body;
    each = parentOf(each)
  ) {
    const isScroller = /auto|scroll/.test(getComputedStyle(each).overflowY);
    if (isScroller && each.scrollHeight > each.clientHeight) {
      return each;
    }
  }
  return element.ownerDocument.scrollingElement;
}

/** The element around another, also out of a slot or a shadow tree. */
function parentOf(element: Element): Element | null {
  const root = element.getRootNode();
  const host = root instanceof ShadowRoot ? root.host : null;
  return element.assignedSlot ?? element.parentElement ?? host;
}

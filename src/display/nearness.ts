/** How far from the browser's viewport an element begins to load: about a screen, so that its image is there in time. */
const margin = '100%';

/**
 * Resolves once an element is near the browser's viewport and not hidden, or when the signal aborts.
 */
export function whenNear(element: Element, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) {
          end();
        }
      },
      { rootMargin: margin },
    );
    const end = () => {
      observer.disconnect();
      resolve();
    };
    signal.addEventListener('abort', end, { once: true });
    observer.observe(element);
  });
}

/** What the page's timeline tells. */

/** Waits for a mark; returns when it was made, in ms since the navigation. */
export function whenMarked(name: string): Promise<number> {
  return new Promise((resolve) => {
    const observer = new PerformanceObserver((list) => {
      const mark = list.getEntriesByName(name)[0];
      if (mark) {
        observer.disconnect();
        resolve(mark.startTime);
      }
    });
    observer.observe({ type: 'mark', buffered: true });
  });
}

/** How many marks of a name there are. */
export function countMarks(name: string): number {
  return performance.getEntriesByName(name, 'mark').length;
}

/** How long the phases of Python's start took, by name, in ms. */
export function phases(): Record<string, number> {
  const measures = performance
    .getEntriesByType('measure')
    .filter(({ name }) => name.startsWith('dicom-viewer:'));
  return Object.fromEntries(measures.map(({ name, duration }) => [name, duration]));
}

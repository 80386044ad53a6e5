/**
 * Returns a function that acts at once, and then at most once in so many ms: what is asked for meanwhile
 * is done at the end of that time.
 */
export function occasional(interval: number, act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsked = false;
  const run = () => {
    if (timer) {
      isAsked = true;
      return;
    }
    act();
    timer = setTimeout(() => {
      timer = undefined;
      if (isAsked) {
        isAsked = false;
        run();
      }
    }, interval);
  };
  return run;
}

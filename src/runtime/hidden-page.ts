/** How long nobody sees the page, in ms, before that counts as long. */
const long = 5 * 60_000;

/** Does something each time that the page has been hidden for long. */
export function whenHiddenForLong(act: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  document.addEventListener('visibilitychange', () => {
    clearTimeout(timer);
    if (document.hidden) {
      timer = setTimeout(act, long);
    }
  });
}

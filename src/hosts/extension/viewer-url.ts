/** Where the viewer's page is; with a file, where it shows that one. */
export function viewerUrl(src?: string): string {
  const page = chrome.runtime.getURL('viewer.html');
  return src === undefined ? page : `${page}#${src}`;
}

/** The file that a page was opened for; undefined where it was opened for none. */
export function sourceOf(page: string): string | undefined {
  const at = page.indexOf('#');
  const src = page.slice(at + 1);
  return at > 0 && /^https?:\/\//.test(src) ? src : undefined;
}

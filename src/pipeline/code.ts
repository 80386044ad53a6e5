/** Where an author's file comes from: a URL with the function's name, or a `<script type="text/x-python">` child. */

/** An author's file, and which of its functions is asked for. */
export interface AuthorCode {
  /** What errors call it. */
  name: string;
  /** Of a file: its URL without the function; undefined of a child script. */
  url: string | undefined;
  /** Of a child script: its text. */
  text: string | undefined;
  /** Undefined for the first. */
  functionName: string | undefined;
  /** Where else than in `dist/packages/` packages may be; undefined for nowhere. */
  packageIndex: string | undefined;
}

const childSelector = ':scope > script[type="text/x-python"]';

/** The code that an element asks for; undefined without any. `#name` alone names a function of the child script. */
export function codeOf(
  element: Element,
  pipeline: string | undefined,
  packageIndex: string | undefined,
): AuthorCode | undefined {
  const text = pipeline ?? '';
  const [path = '', fragment = ''] = text.split(/#(.*)/s);
  const functionName = decodeURIComponent(fragment) || undefined;
  if (path) {
    const url = new URL(path, element.ownerDocument.baseURI);
    const file = url.pathname.slice(url.pathname.lastIndexOf('/') + 1);
    const name = decodeURIComponent(file);
    return { name, url: url.href, text: undefined, functionName, packageIndex };
  }
  const child = element.querySelector(childSelector);
  if (!child) {
    return undefined;
  }
  const ownText = dedented(child.textContent);
  return { name: 'pipeline.py', url: undefined, text: ownText, functionName, packageIndex };
}

/** Text as it would be in a file: a page's own indentation is none of Python's. */
function dedented(text: string): string {
  const lines = text.split('\n');
  const indents = lines.filter((line) => line.trim()).map((line) => line.search(/\S/));
  const common = Math.min(...indents, Infinity);
  return Number.isFinite(common) ? lines.map((line) => line.slice(common)).join('\n') : text;
}

/** Whether a file, or a package of it, may be run: one of another origin than the page's must be allowed. */
export function isAllowed(url: string, pageOrigin: string, allowed: ReadonlySet<string>): boolean {
  const { origin } = new URL(url);
  return origin !== 'null' && (origin === pageOrigin || allowed.has(origin));
}

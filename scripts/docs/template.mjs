// The document around a page's content: its head, the navigation, the ways to the pages before and after.

import { escaped } from './render.mjs';

/** The site needs no more than this; its own element is under it, too. */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "style-src 'self'",
].join('; ');

/**
 * @param {import('./pages.mjs').Page} page
 * @param {{ title: string, pages: import('./pages.mjs').Page[] }[]} groups
 * @param {{ html: string, sections: { anchor: string, title: string }[] }} content
 * @param {{ previous?: import('./pages.mjs').Page, next?: import('./pages.mjs').Page }} neighbours
 */
export function documentHtml(page, groups, { html, sections }, { previous, next }) {
  const navigation = groups.map((group) => groupHtml(group, page, sections)).join('\n');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="content-security-policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${escaped(page.title)} · dicom-viewer-element</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="site.css">
    <script type="module" src="dist/dicom-viewer.js"></script>
  </head>
  <body>
    <a class="skip" href="#content">To the content</a>
    <header>
      <a href="index.html"><code>&lt;dicom-viewer&gt;</code></a>
      <a class="menu" href="#pages">All pages</a>
    </header>
    <nav id="pages" aria-label="Pages">
${navigation}
    </nav>
    <main id="content" tabindex="-1">
${html}
    </main>
    <footer>
      ${neighbour(previous, 'prev', '←')}
      ${neighbour(next, 'next', '→')}
    </footer>
  </body>
</html>
`;
}

function groupHtml({ title, pages }, page, sections) {
  const items = pages.map((each) => itemHtml(each, each === page ? sections : null));
  const isOpen = pages.includes(page) ? ' open' : '';
  return `<details${isOpen}><summary>${title}</summary><ul>${items.join('\n')}</ul></details>`;
}

function itemHtml({ name, title }, sections) {
  if (!sections) return `<li><a href="${name}.html">${escaped(title)}</a></li>`;
  const parts = sections.map(
    ({ anchor, title: part }) => `<li><a href="#${anchor}">${part}</a></li>`,
  );
  const list = parts.length > 1 ? `<ul>${parts.join('\n')}</ul>` : '';
  return `<li><a href="${name}.html" aria-current="page">${escaped(title)}</a>${list}</li>`;
}

function neighbour(page, relation, arrow) {
  if (!page) return '<span></span>';
  const text = relation === 'prev' ? `${arrow} ${page.title}` : `${page.title} ${arrow}`;
  return `<a rel="${relation}" href="${page.name}.html">${escaped(text)}</a>`;
}

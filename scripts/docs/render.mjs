// A page's Markdown as HTML: links lead to pages of the site, examples of nothing but markup are alive.

import { dirname, join } from 'node:path';
import { Marked } from 'marked';
import { anchors, fencesOf } from './markdown-page.mjs';

/**
 * @param {import('./pages.mjs').Page} page
 * @param {string} text its Markdown
 * @param {import('./pages.mjs').Page[]} pages of the site
 * @returns {{ html: string, sections: { anchor: string, title: string }[] }} what is in `<main>`, and its second headings
 */
export function pageHtml(page, text, pages) {
  const anchorOf = anchors();
  const fences = fencesOf(text); // which are rendered in their order
  const sections = [];
  let tables = 0;
  const renderer = {
    heading({ tokens, depth, text: heading }) {
      const anchor = anchorOf(heading);
      const title = this.parser.parseInline(tokens);
      if (depth === 1) return `<h1 id="${anchor}">${title}</h1>\n`;
      if (depth === 2) sections.push({ anchor, title: title.replace(/<[^>]+>/g, '') });
      return `<h${depth} id="${anchor}"><a href="#${anchor}">${title}</a></h${depth}>\n`;
    },
    link({ href, tokens }) {
      const text = this.parser.parseInline(tokens);
      const to = siteLink(href, page, pages);
      return to ? `<a href="${to}">${text}</a>` : text;
    },
    code({ text: code }) {
      const shown = `<pre tabindex="0"><code>${escaped(code)}</code></pre>\n`;
      return isLive(fences.shift()) ? `${shown}<div class="live">${alive(code)}</div>\n` : shown;
    },
    table(token) {
      const rows = [token.header, ...token.rows].map((cells, index) =>
        row(this, cells, index === 0),
      );
      const [head, ...body] = rows;
      return `<div class="table" role="region" aria-label="Table ${++tables}" tabindex="0"><table><thead>${head}</thead><tbody>${body.join('\n')}</tbody></table></div>\n`;
    },
    html: ({ text: raw }) => (raw.startsWith('<!--') ? '' : raw),
  };
  return { html: new Marked({ renderer }).parse(text), sections };
}

/** Whether an example is shown as it works: markup with viewers and no script, whose images the site has. */
export function isLive({ language, code, comment }) {
  return (
    language === 'html' &&
    comment === null &&
    code.includes('<dicom-viewer') &&
    !code.includes('<script')
  );
}

/** A viewer on a page of many fetches nothing before it is near. */
function alive(code) {
  return code.replaceAll(/<dicom-viewer(?![^>]*\sloading=)/g, '<dicom-viewer loading="lazy"');
}

function row(renderer, cells, isHead) {
  const html = cells.map(({ tokens }) => {
    const text = renderer.parser.parseInline(tokens);
    return isHead && text ? `<th scope="col">${text}</th>` : `<td>${text}</td>`;
  });
  return `<tr>${html.join('')}</tr>`;
}

/** Where a link of the Markdown leads in the site; undefined for a page that isn't written yet. */
function siteLink(href, page, pages) {
  if (/^(https?:|#)/.test(href)) return href;
  const [file, anchor] = href.split('#');
  const target = pages.find(({ path }) => path === join(dirname(page.path), file));
  if (!target) return file.endsWith('.md') ? undefined : file;
  return anchor ? `${target.name}.html#${anchor}` : `${target.name}.html`;
}

export function escaped(text) {
  const names = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replaceAll(/[&<>"]/g, (character) => names[character]);
}

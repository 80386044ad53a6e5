// What a page of Markdown holds: its fences, its headings with their anchors, its links.

import { marked } from 'marked';

/**
 * @typedef {object} Fence
 * @property {string} language the first word after the backticks
 * @property {string} code
 * @property {string | null} comment what the HTML comment just before it says
 * @property {number} line where its code begins
 */

/** @returns {Fence[]} the fenced code of a page, in lists too */
export function fencesOf(text) {
  let comment = null;
  let at = 0;
  const fences = [];
  for (const token of flat(marked.lexer(text))) {
    if (token.type === 'code') {
      at = text.indexOf(token.raw.trimEnd().split('\n')[0], at) + 3;
      const line = text.slice(0, at).split('\n').length + 1;
      fences.push({ language: token.lang ?? '', code: `${token.text}\n`, comment, line });
    }
    if (token.type === 'html') comment = /^<!--\s*(.*?)\s*-->/s.exec(token.text)?.[1] ?? null;
    else if (token.type !== 'space') comment = null;
  }
  return fences;
}

/** @returns {{ depth: number, text: string }[]} */
export function headingsOf(text) {
  return flat(marked.lexer(text)).filter(({ type }) => type === 'heading');
}

/** @returns {string[]} the anchors of a page's headings */
export function anchorsOf(text) {
  const anchorOf = anchors();
  return headingsOf(text).map(({ text: heading }) => anchorOf(heading));
}

/** @returns {string[]} where a page's links and pictures lead */
export function linksOf(text) {
  return flat(marked.lexer(text))
    .filter(({ type }) => type === 'link' || type === 'image')
    .map(({ href }) => href);
}

/** Gives the headings of one page, in their order, the anchors that repository hosts give them. */
export function anchors() {
  const counts = new Map();
  return (heading) => {
    const anchor = heading
      .toLowerCase()
      .replace(/<[^>]*>/g, '')
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-');
    const count = counts.get(anchor) ?? 0;
    counts.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  };
}

function flat(tokens) {
  const all = [];
  marked.walkTokens(tokens, (token) => all.push(token));
  return all;
}

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
  return headingsOf(text).map(({ text: heading }) => anchorOf(heading));
}

/** @returns {string[]} where a page's links and pictures lead */
export function linksOf(text) {
  return flat(marked.lexer(text))
    .filter(({ type }) => type === 'link' || type === 'image')
    .map(({ href }) => href);
}

/** The anchor of a heading, as repository hosts make it. */
export function anchorOf(heading) {
  return heading
    .toLowerCase()
    .replace(/<[^>]*>/g, '')
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');
}

function flat(tokens) {
  const all = [];
  marked.walkTokens(tokens, (token) => all.push(token));
  return all;
}

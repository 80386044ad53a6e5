// How each fence of the pages is run: by its language, unless a comment before it names a test, or why it can't be.

import { readFileSync } from 'node:fs';
import { fencesOf } from '../../scripts/docs/markdown-page.mjs';
import { allPages, textOf } from '../../scripts/docs/pages.mjs';
import { project } from '../../scripts/paths.mjs';

/** A fence of one of these is run here, or is what a program prints (`text`). */
export const languages = ['html', 'js', 'ts', 'css', 'json', 'sh', 'python', 'text'];

/** These pages are about the project itself; what stands in their fences is a tree. */
const others = ['CONTRIBUTING.md', 'CHANGELOG.md'];

/**
 * @typedef {import('../../scripts/docs/markdown-page.mjs').Fence & { page: string, place: string, way: string }} Snippet
 */

/** @returns {Snippet[]} all fences of the README and of the pages, in their order */
export function allSnippets() {
  const pages = [{ path: 'README.md' }, ...allPages()];
  return pages
    .filter(({ path }) => !others.includes(path))
    .flatMap((page) =>
      fencesOf(textOf(page)).map((fence) => ({
        ...fence,
        page: page.path,
        place: `${page.path}:${fence.line}`,
        way: wayOf(page.path, fence),
      })),
    );
}

/**
 * `<!-- run by test/… -->` names a test that has the page's name in it; `<!-- not run: … -->` says why nothing can.
 *
 * @returns {string} a language, `elsewhere`, `not`, or what is wrong
 */
export function wayOf(page, { language, comment }) {
  const [, test] = /^run by (test\/\S+)$/.exec(comment ?? '') ?? [];
  if (test) return names(test, page) ? 'elsewhere' : `${test} doesn't name ${page}`;
  const [, reason] = /^not run: (.+)$/s.exec(comment ?? '') ?? [];
  if (reason) return reason.length > 30 ? 'not' : 'the reason is too short';
  return languages.includes(language) ? language : `nothing runs "${language}"`;
}

function names(test, page) {
  try {
    return readFileSync(project(test), 'utf8').includes(page);
  } catch {
    return false;
  }
}

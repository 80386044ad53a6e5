// The site of the documentation: each page as HTML, the element and what the live examples show beside them.

import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dist, project } from '../paths.mjs';
import { pageGroups, textOf } from './pages.mjs';
import { pageHtml } from './render.mjs';
import { snippetSamples } from './samples.mjs';
import { documentHtml } from './template.mjs';

const pictures = /\.webp$/;

/** Writes the site into a folder, in place of what was there. */
export function writeSite(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const groups = pageGroups();
  const pages = groups.flatMap((group) => group.pages);
  for (const [index, page] of pages.entries()) {
    const neighbours = { previous: pages[index - 1], next: pages[index + 1] };
    const content = pageHtml(page, textOf(page), pages);
    writeFileSync(
      join(folder, `${page.name}.html`),
      documentHtml(page, groups, content, neighbours),
    );
  }
  for (const name of readdirSync(project('docs')).filter((each) => pictures.test(each))) {
    cpSync(project('docs', name), join(folder, name));
  }
  for (const [name, bytes] of Object.entries(snippetSamples())) {
    writeFileSync(join(folder, name), bytes);
  }
  cpSync(project('scripts', 'docs', 'site.css'), join(folder, 'site.css'));
  cpSync(dist, join(folder, 'dist'), { recursive: true, filter: (path) => !/\.d\.ts$/.test(path) });
}

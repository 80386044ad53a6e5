// Markdown for people: tables, and a page's part that is written by a script.

/**
 * @param {string[]} titles
 * @param {unknown[][]} rows
 */
export function markdownTable(titles, rows) {
  if (rows.length === 0) return 'None.';
  const lines = [titles, titles.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.map(escaped).join(' | ')} |`).join('\n');
}

/** Puts a text between two markers of a page, in the place of what was there. */
export function between(page, begin, end, text) {
  const [before, after] = [page.split(begin)[0], page.split(end)[1]];
  return `${before}${begin}\n\n${text}\n\n${end}${after}`;
}

function escaped(cell) {
  return String(cell).replaceAll('|', '\\|');
}

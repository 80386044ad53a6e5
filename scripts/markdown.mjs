// Tables for people, in Markdown.

/**
 * @param {string[]} titles
 * @param {unknown[][]} rows
 */
export function markdownTable(titles, rows) {
  if (rows.length === 0) return 'None.';
  const lines = [titles, titles.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.map(escaped).join(' | ')} |`).join('\n');
}

function escaped(cell) {
  return String(cell).replaceAll('|', '\\|');
}

/** Lines of cells as CSV (RFC 4180). */
export function csvText(lines: readonly (readonly string[])[]): string {
  return lines.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('');
}

/** A cell; a spreadsheet must not take a text of a file for a formula. */
function cellOf(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !isNumeric(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function isNumeric(text: string): boolean {
  return text.split('\\').every((part) => part.trim() !== '' && Number.isFinite(Number(part)));
}

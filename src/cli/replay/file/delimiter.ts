/** In the order in which they are preferred: a comma also stands in numbers and texts. */
const CANDIDATES = ['\t', ';', '|', ','] as const;
const LINES = 20;

/**
 * Finds what separates the columns of a file by its first lines: the character that stands in the first line, outside
 * of quotes, and as often in most lines after it. A comma when there is none, as in a file of one column.
 */
export function findDelimiter(head: string, decimal: '.' | ',' = '.'): string {
  const lines = head.split(/\r?\n/);
  // The last one may be cut off.
  const whole = (lines.length > 1 ? lines.slice(0, -1) : lines).filter((line) => line !== '').slice(0, LINES);
  let [best, most] = [',', 0];
  for (const candidate of CANDIDATES) {
    if (candidate === decimal) continue;
    const counts = whole.map((line) => countOutsideQuotes(line, candidate));
    const alike = counts[0] === 0 ? 0 : counts.filter((count) => count === counts[0]).length;
    if (alike > most) [best, most] = [candidate, alike];
  }
  return best;
}

function countOutsideQuotes(line: string, character: string): number {
  return line.replace(/"[^"]*"/g, '').split(character).length - 1;
}

import { KINDS } from './pages.js';

const NAMES = {
  diff: '`GET /diff`, parsed by the client',
  unparsed: '`GET /diff`, not parsed',
  cursor: 'plain `pg`, through a cursor',
  select: 'plain `pg`, a SELECT for each page',
  verify: '`GET /audit/verify`',
};

const whole = (value) => Math.round(value).toLocaleString('en');

function table(title, head, rows) {
  const cells = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
  return `\n${title}\n\n${cells.join('\n')}\n`;
}

export function rateTable(rates, length) {
  const rows = Object.entries(rates).map(([name, rate]) => [
    NAMES[name],
    whole(rate),
    (length / rate).toFixed(1),
    (rate / rates.cursor).toFixed(2),
    (rate / rates.select).toFixed(2),
  ]);
  const head = ['reader', 'events/s', 'seconds', '÷ cursor', '÷ SELECT'];
  return table(`All of a log of ${whole(length)} events, in pages of 5,000`, head, rows);
}

/** Each cost beside the one in the shortest log. */
export function pageTable(costs) {
  const lengths = Object.keys(costs).map(Number);
  const rows = Object.keys(KINDS).flatMap((kind) =>
    Object.keys(costs[lengths[0]][kind]).map((place) => {
      const [first, ...rest] = lengths.map((length) => costs[length][kind][place]);
      const grown = rest.map((cost) => `${cost.toFixed(1)} (× ${(cost / first).toFixed(2)})`);
      return [kind, place, first.toFixed(1), ...grown];
    }),
  );
  return table('Milliseconds of one page, by the length of the log', ['page', 'at', ...lengths.map(whole)], rows);
}

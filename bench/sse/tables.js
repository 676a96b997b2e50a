const whole = (value) => Math.round(value).toLocaleString('en');

/** Of the rounds of each server with each number of subscribers and rate, the one in the middle. */
export function medians(results, by) {
  const groups = new Map();
  for (const result of results) {
    const key = [result.name, result.subscribers, result.rate].join();
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  return [...groups.values()].map((group) => group.sort((a, b) => by(a) - by(b))[Math.floor(group.length / 2)]);
}

/** A table in Markdown. */
function table(title, head, rows) {
  const cells = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
  return `\n${title}\n\n${cells.join('\n')}\n`;
}

export function latencyTable(results) {
  const rows = results.map((result) => [
    result.name,
    whole(result.subscribers),
    whole(result.rate),
    ...['p50', 'p95', 'p99', 'max'].map((key) => result[key].toFixed(1)),
    whole(result.offered),
    whole(result.achieved),
    result.held ? 'yes' : `no${result.missing > 0 ? `, ${whole(result.missing)} missing` : ''}`,
    ratio(result.p99, p99Of(results, result, 'bare')),
    `${result.cpu.server.toFixed(2)} / ${result.cpu.client.toFixed(2)}`,
    whole(result.achieved / result.cpu.server),
  ]);
  return table(
    'From append to receipt, in milliseconds; deliveries per second offered and achieved',
    'server,subscribers,events/s,p50,p95,p99,max,offered,achieved,held,p99 ÷ bare,CPU server / subscribers,deliveries per server CPU second'.split(
      ',',
    ),
    rows,
  );
}

export function mostTable(results, subscribers) {
  const bare = results.find(({ name }) => name.startsWith('bare'));
  const nchan = results.find(({ name }) => name.includes('nchan'));
  const rows = results.map(({ name, best, peak }) => [
    name,
    best ? whole(best.achieved) : '-',
    best ? `${best.rate}/s, p99 ${best.p99.toFixed(0)} ms` : '-',
    whole(peak),
    ratio(peak, bare?.peak),
    ratio(peak, nchan?.peak),
  ]);
  return table(
    `The most deliveries per second to ${whole(subscribers)} subscribers, raising the rate until it is not held`,
    ['server', 'held', 'at', 'peak', 'peak ÷ bare', 'peak ÷ nchan'],
    rows,
  );
}

export function idleTable(results, subscribers) {
  const rows = results.map(({ name, bytes }) => [name, (bytes / 1024).toFixed(1)]);
  return table(`Memory per idle subscriber, of ${whole(subscribers)}`, ['server', 'KiB'], rows);
}

function p99Of(results, { subscribers, rate }, name) {
  const found = results.find(
    (one) => one.name.startsWith(name) && one.subscribers === subscribers && one.rate === rate,
  );
  return found?.p99;
}

function ratio(value, reference) {
  return value !== undefined && reference ? (value / reference).toFixed(2) : '-';
}

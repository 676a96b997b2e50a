const MIB = 2 ** 20;

/** The bulk ways beside each other, in samples a second, with their ratio to (a). */
export function bulkTable({ unnest, copy, bulk, residentAtStart }) {
  const rows = [
    ['(a) unnest … on conflict, one connection', unnest.rate],
    ['(b) binary COPY to a temporary table, then insert', copy.rate],
    ['(c) the product over HTTP, 8 × 500 readings × 4', bulk.rate],
  ].map(([name, rate]) => [name, whole(rate), (rate / unnest.rate).toFixed(2)]);
  const [p50, p99] = [bulk.latency_ms.p50, bulk.latency_ms.p99].map((ms) => ms.toFixed(1));
  return (
    table('Samples a second into the same form of table, all durable', ['way', 'samples/s', 'ratio to (a)'], rows) +
    `\n(c): p50 ${p50} ms, p99 ${p99} ms for a request; server ${mib(bulk.resident)} MiB at most ` +
    `(${mib(residentAtStart)} at start), ${bulk.cpu.toFixed(2)} CPUs; generator busy ${percent(bulk.generator_busy)}\n`
  );
}

/** Readings that come one by one. */
export function smallTable({ single, mqtt }) {
  const rows = [
    ['POST of a single reading', single],
    ['MQTT QoS 1, one reading a message', mqtt],
  ]
    .filter(([, result]) => result !== undefined)
    .map(([name, { connections, rate, latency_ms: ms, resident, cpu, generator_busy: busy }]) => [
      name,
      String(connections),
      whole(rate),
      ...[ms.p50, ms.p99, ms.max].map((time) => time.toFixed(1)),
      mib(resident),
      cpu.toFixed(2),
      percent(busy),
    ]);
  const head = [
    'way',
    'connections',
    'readings/s',
    'p50 ms',
    'p99 ms',
    'max ms',
    'server MiB',
    'server CPUs',
    'generator busy',
  ];
  return table('Readings one by one, each answered when it is durable', head, rows);
}

/** A Markdown table under its title. */
export function table(title, head, rows) {
  const cells = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
  return `\n${title}\n\n${cells.join('\n')}\n`;
}

function whole(value) {
  return Math.round(value).toLocaleString('en');
}

function mib(bytes) {
  return Number.isNaN(bytes) ? 'unknown' : (bytes / MIB).toFixed(0);
}

function percent(share) {
  return `${(share * 100).toFixed(0)} %`;
}

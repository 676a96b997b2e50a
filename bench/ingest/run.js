// Measures ingest beside plain PostgreSQL; see bench/README.md.
import { parseArgs } from 'node:util';
import { copyRows } from './copy.js';
import { openServer } from './databases.js';
import { load } from './load.js';
import { insertRate } from './insert-rate.js';
import { median } from './median.js';
import { startOpsTwin } from './opstwin.js';
import { bulkTable, smallTable } from './tables.js';
import { unnestRows } from './unnest.js';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
    series: { type: 'string', default: '100' },
    singles: { type: 'string', default: '64' },
    parts: { type: 'string', default: 'bulk,single,mqtt' },
  },
});
const [seconds, rounds, series, singles] = ['seconds', 'rounds', 'series', 'singles'].map((key) => Number(values[key]));
const parts = new Set(values.parts.split(','));
const METRICS = 4;
const BATCH = 500;
const note = (text) => console.error(text);

const postgres = await openServer();
note(`${postgres.version}; ${rounds} rounds of ${seconds} s, ${series} assets with ${METRICS} metrics`);
try {
  const results = await measure();
  if (parts.has('bulk')) console.log(bulkTable(results));
  if (parts.has('single') || parts.has('mqtt')) console.log(smallTable(results));
} finally {
  await postgres.close();
}

async function measure() {
  const [unnest, copy, product] = await Promise.all([postgres.create(), postgres.create(), postgres.create()]);
  const server = await startOpsTwin(product);
  const results = { unnest: [], copy: [], bulk: [], single: [], mqtt: [] };
  try {
    // The first of anything is slow: caches fill, code is compiled, twins and series are made.
    await loadOnce({ seconds: 2 }, false);
    for (let round = 1; round <= rounds; round++) {
      // The kinds take turns, so that what else the machine does hits all alike.
      if (parts.has('bulk')) {
        results.unnest.push(
          told('unnest', await insertRate(unnest, unnestRows, { seconds, series, metrics: METRICS })),
        );
        results.copy.push(told('copy', await insertRate(copy, copyRows, { seconds, series, metrics: METRICS })));
        results.bulk.push(await loadOnce({ connections: 8, batch: BATCH }));
      }
      if (parts.has('single')) results.single.push(await loadOnce({ connections: singles, single: true }));
      if (parts.has('mqtt')) results.mqtt.push(await loadOnce({ single: true, mqtt: server.mqttUrl }));
    }
    return {
      unnest: { rate: median(results.unnest) },
      copy: { rate: median(results.copy) },
      bulk: middle(results.bulk, 'samples_per_second'),
      single: middle(results.single, 'readings_per_second'),
      mqtt: middle(results.mqtt, 'readings_per_second'),
      residentAtStart: server.residentAtStart,
    };
  } finally {
    await server.stop();
  }

  /** One run of the load, with what it cost the server, checked against what is in the table. */
  async function loadOnce(options, counts = true) {
    const before = await product.samples();
    const stopWatching = server.watch();
    const report = await load(server, { series, metrics: METRICS, seconds, ...options });
    const { resident, cpu } = stopWatching();
    const stored = (await product.samples()) - before;
    if (stored !== report.accepted_samples) {
      throw new Error(
        `Accepted ${report.accepted_samples} samples, stored ${stored}: what is accepted must be stored once`,
      );
    }
    if (counts) {
      const unit = options.single ? report.readings_per_second : report.samples_per_second;
      told(options.mqtt ? 'mqtt' : options.single ? 'single' : 'product', unit, `p99 ${report.latency_ms.p99} ms`);
    }
    return { ...report, resident, cpu: cpu / report.seconds };
  }
}

function told(name, rate, more = '') {
  note(`  ${name.padEnd(8)} ${Math.round(rate).toLocaleString('en').padStart(10)}/s ${more}`);
  return rate;
}

/** The run whose rate is the median; what it held in memory is the most of all runs. */
function middle(runs, key) {
  if (runs.length === 0) return undefined;
  const rate = median(runs.map((run) => run[key]));
  const nearest = [...runs].sort((a, b) => Math.abs(a[key] - rate) - Math.abs(b[key] - rate))[0];
  return { ...nearest, rate, resident: Math.max(...runs.map(({ resident }) => resident)) };
}

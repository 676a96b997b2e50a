// Medians over HTTP of the queries that a screen asks, on tables that hold months of samples.
// npm run bench:query -- --series 10000 --samples 100000000 [--plans]; BENCH_DATABASE_URL names a server of your own.
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { openServer } from '../ingest/databases.js';
import { startOpsTwin } from '../ingest/opstwin.js';
import { DAYS, fill, METRICS, TWIN } from './fill.js';
import { plansOf, tablesRead } from './plans.js';

const { values } = parseArgs({
  options: {
    series: { type: 'string', default: '1000' },
    samples: { type: 'string', default: '10000000' },
    rounds: { type: 'string', default: '50' },
    plans: { type: 'boolean', default: false },
  },
});
const [series, samples, rounds] = [values.series, values.samples, values.rounds].map(Number);
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

const iso = (at) => new Date(at).toISOString();

/** Each with its limit in milliseconds; `round` turns to another asset each time. */
function questionsOf({ from, until }) {
  const assets = Math.ceil(series / METRICS.length);
  const asset = (round, offset = 0) => `a${(round * 7 + offset) % assets}`;
  const day = Math.floor((until - 2 * DAY_MS) / DAY_MS) * DAY_MS;
  const hour = Math.ceil(from / HOUR_MS) * HOUR_MS;
  const five = (round) => Array.from({ length: Math.min(5, assets) }, (_, i) => asset(round, i));
  return [
    {
      name: 'latest of an asset',
      limitMs: 10,
      path: (round) => `/telemetry/latest?twin_id=${TWIN}&asset_id=${asset(round)}`,
      choice: { twinId: TWIN, assetIds: [asset(0)] },
      plan: { kind: 'latest' },
    },
    {
      name: 'one series’ day at 1 minute',
      limitMs: 30,
      path: (round) =>
        `/telemetry/aggregate?twin_id=${TWIN}&asset_id=${asset(round)}&metric=m0&window=1m&start=${iso(day)}&end=${iso(day + DAY_MS)}`,
      choice: { twinId: TWIN, assetIds: [asset(0)], metrics: ['m0'] },
      plan: { kind: 'aggregate', window: '1m', stretch: { from: day, until: day + DAY_MS } },
    },
    {
      name: `${DAYS} days at 1 hour for ${five(0).length * METRICS.length} series`,
      limitMs: 100,
      path: (round) =>
        `/telemetry/aggregate?twin_id=${TWIN}&asset_id=${five(round).join()}&window=1h&start=${iso(hour)}&end=${iso(until)}`,
      choice: { twinId: TWIN, assetIds: five(0) },
      plan: { kind: 'aggregate', window: '1h', stretch: { from: hour, until } },
    },
    {
      name: 'a page of 100 samples',
      limitMs: 30,
      path: (round) =>
        `/telemetry/query?twin_id=${TWIN}&asset_id=${asset(round)}&start=${iso(day)}&end=${iso(day + DAY_MS)}`,
      choice: { twinId: TWIN, assetIds: [asset(0)] },
      plan: { kind: 'page', times: { start: new Date(day), end: new Date(day + DAY_MS) } },
    },
  ];
}

async function timesOf(server, path) {
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now();
    const response = await globalThis.fetch(server.url + path(round), {
      headers: { authorization: `Bearer ${server.token}` },
    });
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${path(round)}: ${response.status} ${text}`);
    times.push(performance.now() - begun);
  }
  return times.sort((a, b) => a - b);
}

const server = await openServer();
try {
  console.log(server.version);
  const { url } = await server.create();
  const filled = await fill(url, { series, samples });
  console.log(
    `${filled.samples} samples of ${series} series: inserted at ${rate(filled.samples, filled.insertSeconds)}, ` +
      `rolled up at ${rate(filled.samples, filled.rollUpSeconds)}`,
  );
  const questions = questionsOf(filled.range);
  const plans = await plansOf(url, questions);
  const opstwin = await startOpsTwin({ url });
  try {
    for (const { name, limitMs, path } of questions) {
      const times = await timesOf(opstwin, path);
      const median = times[Math.floor(times.length / 2)];
      const p95 = times[Math.floor(times.length * 0.95)];
      console.log(
        `${name}: median ${median.toFixed(1)} ms (limit ${limitMs}, ratio ${(median / limitMs).toFixed(2)}), ` +
          `p95 ${p95.toFixed(1)} ms, reads ${tablesRead(plans[name]).join(' ')}`,
      );
      if (values.plans) console.log(plans[name]);
    }
  } finally {
    await opstwin.stop();
  }
} finally {
  await server.close();
}

function rate(count, seconds) {
  return `${Math.round(count / seconds).toLocaleString('en')} samples/s`;
}

// Holds a share of the greatest rate for minutes, and watches the server's memory; see bench/README.md.
import { clearInterval, setInterval } from 'node:timers';
import { parseArgs } from 'node:util';
import { openServer } from './databases.js';
import { load } from './load.js';
import { median } from './median.js';
import { startOpsTwin } from './opstwin.js';
import { table } from './tables.js';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    share: { type: 'string', default: '0.7' },
    series: { type: 'string', default: '100' },
  },
});
const [minutes, share, series] = [values.minutes, values.share, values.series].map(Number);
const MIB = 2 ** 20;
const BULK = { series, metrics: 4, connections: 8, batch: 500 };

const postgres = await openServer();
try {
  const product = await postgres.create();
  const server = await startOpsTwin(product);
  try {
    const { readings_per_second: most } = await load(server, { ...BULK, seconds: 10 });
    const rate = Math.round(most * share);
    console.log(`At most ${Math.round(most)} readings/s; ${rate} of them for ${minutes} minutes`);
    const resident = [];
    const watching = setInterval(() => resident.push(server.resident()), 1000);
    const before = await product.samples();
    const report = await load(server, { ...BULK, rate, seconds: minutes * 60 });
    clearInterval(watching);
    show(report, resident, (await product.samples()) - before);
  } finally {
    await server.stop();
  }
} finally {
  await postgres.close();
}

function show(report, resident, stored) {
  const { accepted_samples: accepted, readings_per_second: achieved, errors, latency_ms: ms } = report;
  const rows = Array.from({ length: Math.ceil(resident.length / 60) }, (_, minute) => {
    const some = resident.slice(60 * minute, 60 * (minute + 1));
    return [
      minute + 1,
      ...[Math.min(...some), median(some), Math.max(...some)].map((bytes) => (bytes / MIB).toFixed(0)),
    ];
  });
  console.log(table("Memory of the server's process in MiB", ['minute', 'least', 'median', 'most'], rows));
  console.log(
    `${Math.round(achieved)} readings/s; p50 ${ms.p50} ms, p99 ${ms.p99} ms, at most ${ms.max} ms; errors ${JSON.stringify(errors)}`,
  );
  console.log(`accepted ${accepted} samples, stored ${stored}`);
  if (stored !== accepted) process.exitCode = 1;
}

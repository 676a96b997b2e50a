// Measures /subscribe beside references; see bench/README.md.
import { parseArgs } from 'node:util';
import { measure, measureIdle, measureMost, reachAll, withSubscribers } from './measure.js';
import { idleTable, latencyTable, medians, mostTable } from './tables.js';
import { startBare } from './targets/bare.js';
import { nchanInstalled, startNchan } from './targets/nchan.js';
import { startOpsTwin } from './targets/opstwin.js';

const STARTS = { opstwin: startOpsTwin, bare: startBare, nchan: startNchan };

const { values } = parseArgs({
  options: {
    subscribers: { type: 'string', default: '1000,5000' },
    rate: { type: 'string', default: '20,100' },
    seconds: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '1' },
    targets: { type: 'string', default: Object.keys(STARTS).join(',') },
    parts: { type: 'string', default: 'latency,most,idle' },
    bytes: { type: 'string', default: '64' },
    roles: { type: 'string', default: 'api' },
    'database-url': { type: 'string' },
  },
});
const numbers = (text) => text.split(',').map(Number);
const options = {
  subscribers: numbers(values.subscribers),
  rates: numbers(values.rate),
  seconds: Number(values.seconds),
  rounds: Number(values.rounds),
  bytes: Number(values.bytes),
};
const parts = new Set(values.parts.split(','));
const most = Math.max(...options.subscribers);
const targets = values.targets.split(',').filter((name) => name !== 'nchan' || nchanInstalled());
if (values.targets.includes('nchan') && !nchanInstalled()) {
  console.error(
    '\n!!! nginx with nchan is NOT INSTALLED and is left out: apt-get install nginx libnginx-mod-nchan !!!\n',
  );
}

const results = { latency: [], most: [], idle: [] };
const running = [];

// What is measured by then is shown, and nothing is left running.
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    console.error(`!!! ended by ${signal} !!!`);
    show();
    await stop();
    process.exit(1);
  });
}

try {
  for (const name of targets) {
    running.push(await STARTS[name]({ databaseUrl: values['database-url'], roles: values.roles }));
  }
  if (parts.has('idle')) await eachTarget(idle);
  for (let round = 0; round < options.rounds; round++) {
    // In turn, so that what else the machine does meets all of them.
    for (const subscribers of options.subscribers) {
      if (parts.has('latency')) await eachTarget((target) => latencies(target, subscribers));
    }
    if (parts.has('most')) await eachTarget(mostOf);
  }
} finally {
  await stop();
}
show();

async function eachTarget(work) {
  for (const target of running) {
    try {
      await work(target);
    } catch (error) {
      console.error(`!!! ${target.name} could not be measured: ${error.stack} !!!`);
      process.exitCode = 1;
    }
  }
}

async function idle(target) {
  results.idle.push({ name: target.name, bytes: await measureIdle(target, most) });
}

async function latencies(target, subscribers) {
  await withSubscribers(target, subscribers, async (helper) => {
    await reachAll(target, helper);
    for (const rate of options.rates) {
      const result = await measure(target, helper, { ...options, subscribers, rate });
      console.error(
        `${target.name}: ${subscribers} × ${rate}/s: p99 ${result.p99} ms${result.held ? '' : `, not held: ${notHeld(result)}`}`,
      );
      results.latency.push({ name: target.name, ...result });
    }
  });
}

async function mostOf(target) {
  await withSubscribers(target, most, async (helper) => {
    await reachAll(target, helper);
    const settings = { ...options, subscribers: most, rate: 40, seconds: Math.min(5, options.seconds) };
    const result = await measureMost(target, helper, settings);
    console.error(`${target.name}: at most ${Math.round(result.peak)} deliveries/s`);
    results.most.push({ name: target.name, ...result });
  });
}

function notHeld({ achieved, offered, missing, faults }) {
  return `${Math.round(achieved)} of ${offered} deliveries/s, ${missing} missing, ${faults} out of order`;
}

function show() {
  if (parts.has('latency')) console.log(latencyTable(medians(results.latency, ({ p99 }) => p99)));
  if (parts.has('most'))
    console.log(
      mostTable(
        medians(results.most, ({ peak }) => peak),
        most,
      ),
    );
  if (parts.has('idle')) console.log(idleTable(results.idle, most));
}

async function stop() {
  for (const target of running.splice(0)) await target.stop();
}

import { cpuSeconds, Helper, once, residentBytes } from './processes.js';
import { now } from './stamp.js';

const WARM_UP_S = 2;
/** Events go on for so long after the window of measuring, so that its end is like the rest of it. */
const AFTER_S = 0.5;
/** How long what is still under way may take after the last event, in seconds without any progress. */
const PATIENCE_S = 10;
const LONGEST_WAIT_S = 60;
/** A rate is held when this share of it arrives while it goes on. */
const HELD = 0.98;

/** The number of the last event that any publisher appended. */
let published = 0;

async function publish(options) {
  const answer = await once('./publisher.js', { ...options, after: published });
  published = answer.sequence;
  return answer;
}

export async function withSubscribers(target, subscribers, work) {
  const helper = new Helper('./subscribers.js');
  try {
    await helper.ask('open', { port: target.port, request: target.request, subscribers });
    return await work(helper);
  } finally {
    await helper.end();
  }
}

/** Appends until every subscriber has had something: a server may accept connections before it serves them. */
export async function reachAll(target, helper) {
  for (let tries = 0; tries < 20; tries++) {
    await publish({ to: target.publishTo, rate: 5, seconds: 1, window: { from: 0, to: 0 }, bytes: 0 });
    await sleep(1);
    if ((await helper.ask('unreached')) === 0) return;
  }
  throw new Error(`${target.name} does not reach all its subscribers`);
}

/** Appends events at a rate for so many seconds after a warm-up, and says what became of them. */
export async function measure(target, helper, { subscribers, rate, seconds, bytes }) {
  const from = now() + WARM_UP_S * 1e6;
  const window = { from, to: from + seconds * 1e6 };
  await helper.ask('measure', { ...window, after: published });
  const publishing = publish({
    to: target.publishTo,
    rate,
    seconds: (window.to - now()) / 1e6 + AFTER_S,
    window,
    bytes,
  });
  await sleep((from - now()) / 1e6);
  const [server, client] = [cpuSeconds(target.pids()), cpuSeconds([helper.pid])];
  await sleep((window.to - now()) / 1e6);
  const cpu = {
    server: (cpuSeconds(target.pids()) - server) / seconds,
    client: (cpuSeconds([helper.pid]) - client) / seconds,
  };
  const { counted } = await publishing;
  await arrived(helper, counted * subscribers);
  const { received, inTime, ...report } = await helper.ask('report');
  const asked = rate * subscribers;
  return {
    subscribers,
    rate,
    offered: asked,
    achieved: inTime / seconds,
    missing: counted * subscribers - received,
    held:
      inTime / seconds >= HELD * asked &&
      received === counted * subscribers &&
      (report.faults === 0 || !target.ordered),
    cpu,
    ...report,
  };
}

/** Raises the rate until it is not held. */
export async function measureMost(target, helper, { subscribers, rate, seconds, bytes, step = 1.25 }) {
  let best;
  let peak = 0;
  for (let next = rate; ; next = Math.round(next * step)) {
    const result = await measure(target, helper, { subscribers, rate: next, seconds, bytes });
    peak = Math.max(peak, result.achieved);
    if (result.held) best = result;
    else return { best, peak };
  }
}

/** Bytes of the server's memory per subscriber to whom nothing is said. */
export async function measureIdle(target, subscribers) {
  // The first connections make the server load and compile what it needs for any number of them.
  await withSubscribers(target, Math.min(500, subscribers), () => sleep(2));
  await sleep(3);
  const before = residentBytes(target.pids());
  return withSubscribers(target, subscribers, async () => {
    await sleep(5);
    return (residentBytes(target.pids()) - before) / subscribers;
  });
}

/** Waits until all is received, or nothing comes any more, or it is too late to matter. */
async function arrived(helper, expected) {
  for (let last = -1, quiet = 0, waited = 0; quiet < PATIENCE_S && waited < LONGEST_WAIT_S; waited += 0.25) {
    const { received, all } = await helper.ask('progress');
    if (received >= expected) return;
    quiet = all === last ? quiet + 0.25 : 0;
    last = all;
    await sleep(0.25);
  }
}

function sleep(seconds) {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, seconds * 1000)));
}

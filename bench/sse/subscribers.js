// The process of all subscribers. It is told what to do by messages of the process that forked it.
import { Histogram } from './histogram.js';
import { eachStamp, Subscriber } from './subscriber.js';

/** Connections that are being opened at the same time. */
const OPENING = 200;

/** What arrives so much later than the window of measuring still counts as delivered in time, in microseconds. */
const GRACE_US = 250_000;

const subscribers = [];
let window = { from: Infinity, to: Infinity };
let times = new Histogram();
let inTime = 0;
let all = 0;
/** The number of the last event that was appended before the measurement; what comes late of those is not of it. */
let before = 0;

function count(subscriber, bytes, end, at) {
  eachStamp(bytes, end, (time, sequence) => {
    all += 1;
    if (sequence <= before) return;
    if (sequence !== subscriber.last + 1) subscriber.faults += 1;
    subscriber.last = sequence;
    if (time < window.from || time >= window.to) return;
    times.add(at - time);
    if (at < window.to + GRACE_US) inTime += 1;
  });
}

async function open({ port, request, subscribers: many }) {
  const opener = async () => {
    while (subscribers.length < many) {
      const subscriber = new Subscriber(count);
      subscribers.push(subscriber);
      await subscriber.open(port, request);
    }
  };
  await Promise.all(Array.from({ length: OPENING }, opener));
}

function report() {
  return {
    received: times.total,
    inTime,
    faults: subscribers.reduce((sum, { faults }) => sum + faults, 0),
    closed: subscribers.filter(({ closed }) => closed).length,
    last: Math.min(...subscribers.map(({ last }) => last)),
    ...times.summary(),
  };
}

const commands = {
  open,
  /** Counts the events that are appended in a window of time. */
  measure({ from, to, after }) {
    window = { from, to };
    before = after;
    times = new Histogram();
    inTime = 0;
    for (const subscriber of subscribers) Object.assign(subscriber, { last: after, faults: 0 });
  },
  unreached: () => subscribers.filter(({ last }) => last === 0).length,
  progress: () => ({ received: times.total, all }),
  report,
  close: () => process.exit(0),
};

process.on('message', ({ id, command, ...options }) => {
  Promise.resolve(commands[command](options)).then(
    (answer) => process.send({ id, answer }),
    (error) => process.send({ id, error: String(error.stack ?? error) }),
  );
});
process.on('disconnect', () => process.exit(0));

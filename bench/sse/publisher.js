// The process that appends events at a rate: to the log by SQL, or to a reference by HTTP.
import { Agent, request } from 'node:http';
import pg from 'pg';
import { eventBody } from '../../dist/src/platform/event-log/event-body.js';
import { now, stamp } from './stamp.js';

/** Events that are due within so many milliseconds are appended together. */
const TICK_MS = 10;
/** Connections to a reference. */
const CONNECTIONS = 8;
const OPERATION = { tenant: 'default', actor: 'bench', correlationId: 'bench', causationId: null };

function event(sequence, filler) {
  const data = { count: 12, filler, metrics: ['temperature', 'vibration'], stamp: stamp(sequence) };
  const dataRef = { type: 'twin', id: 'line_1' };
  return eventBody(OPERATION, { type: 'TwinUpdated', twinId: 'line_1', dataRef, data }, new Date());
}

async function toLog({ url }) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return async (bodies) => {
    const types = bodies.map(() => 'TwinUpdated');
    const twins = bodies.map(() => 'line_1');
    await client.query('SELECT append_events($1, $2, $3, $4)', ['default', types, twins, bodies]);
  };
}

/**
 * A reference gets what the readers of the log get: the body with a cursor and a hash in front of it. Several
 * connections take turns, each with one request at a time, so that a slow answer does not hold up the rate.
 */
function toHttp({ port, path }) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const head = `{"cursor":"${'0'.repeat(16)}","hash":"${'0'.repeat(64)}",`;
  const post = (body) =>
    new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path, method: 'POST', agent }, (response) => {
        response.resume().once('end', resolve);
        if (response.statusCode >= 300) reject(new Error(`${path} answered ${response.statusCode}`));
      });
      sent.once('error', reject);
      sent.end(head + body.slice(1));
    });
  const posting = new Set();
  const append = async (bodies) => {
    for (const body of bodies) {
      const one = post(body).finally(() => posting.delete(one));
      posting.add(one);
    }
  };
  return Object.assign(append, { settled: () => Promise.all(posting) });
}

/**
 * Appends `rate` events a second for so many seconds, numbered from the one behind `after`. Returns how many were
 * appended in the window of measuring, and the last number.
 */
async function publish({ to, rate, seconds, window, bytes, after }) {
  const append = to.url ? await toLog(to) : toHttp(to);
  const filler = 'x'.repeat(bytes);
  const begun = now();
  let sequence = after;
  let counted = 0;
  for (;;) {
    const elapsed = (now() - begun) / 1e6;
    if (elapsed >= seconds) break;
    const due = after + Math.floor(elapsed * rate) - sequence;
    if (due > 0) {
      const bodies = Array.from({ length: due }, () => event(++sequence, filler));
      counted += bodies.filter((body) => within(body, window)).length;
      await append(bodies);
    }
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  await append.settled?.();
  return { counted, sequence };
}

function within(body, { from, to }) {
  const time = Number(JSON.parse(body).data.stamp.split('.')[0]);
  return time >= from && time < to;
}

process.once('message', (options) => {
  publish(options).then(
    (answer) => process.send({ answer }, () => process.exit(0)),
    (error) => process.send({ error: String(error.stack ?? error) }, () => process.exit(1)),
  );
});
process.on('disconnect', () => process.exit(0));

import { eventBody } from '../../dist/src/platform/event-log/event-body.js';

const BATCH = 10_000;
/** One event in so many is of the rare type. */
export const RARE_EVERY = 1000;
export const RARE_TYPE = 'AnalysisRequested';
const TWINS = 50;

/** Appends events until the log has so many: telemetry of fifty lines, and now and then something rare. */
export async function fill(client, length) {
  const { rows } = await client.query(`SELECT position FROM event_head WHERE tenant = 'default'`);
  for (let position = Number(rows[0].position); position < length;) {
    const events = Array.from({ length: Math.min(BATCH, length - position) }, (_, i) => eventAt(position + i + 1));
    await client.query('SELECT append_events($1, $2, $3, $4)', [
      'default',
      events.map(({ type }) => type),
      events.map(({ twinId }) => twinId),
      events.map((event) => eventBody(operation(event), event, new Date())),
    ]);
    position += events.length;
  }
  await client.query('VACUUM ANALYZE event_log');
}

function operation({ dataRef }) {
  return { tenant: 'default', actor: 'gateway-7', correlationId: dataRef.id, causationId: null };
}

function eventAt(position) {
  const twinId = `factory_line_${position % TWINS}`;
  const id = `tel_01K${String(position).padStart(23, '0')}`;
  const dataRef = { type: 'telemetry', id };
  if (position % RARE_EVERY === 0) {
    return { type: RARE_TYPE, twinId, dataRef, data: { decision_id: id, anomaly_id: id, reason: 'a rare one' } };
  }
  const [start, end] = ['2026-11-20T05:00:00.000Z', '2026-11-20T05:00:01.000Z'];
  const data = { batch_id: id, samples: 400, assets: ['etch_7'], metrics: ['flow', 'pressure', 'temp'], start, end };
  return { type: 'TelemetryAppended', twinId, dataRef, data };
}

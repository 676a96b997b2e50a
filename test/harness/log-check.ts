import pg from 'pg';
import type { StoredEvent } from '../../src/platform/event-log/event.js';
import { wireEvent } from '../../src/platform/event-log/wire-event.js';
import { requireFitting, TEST_ACTOR } from './event-schemas.js';

const PAGE = 2000;

/**
 * Looks at every event that a server has appended, of all tenants, as its readers would get it.
 * @throws Error when one does not fit its schema
 */
export async function checkLog(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    let place: [string, number] = ['', 0];
    for (let last = PAGE; last === PAGE;) {
      const { rows } = await client.query<StoredEvent>(
        `SELECT tenant, position::float8, type, twin_id AS "twinId", encode(hash, 'hex') AS hash, body FROM event_log
         WHERE (tenant, position) > ($1, $2) AND body NOT LIKE $3 ORDER BY tenant, position LIMIT $4`,
        [...place, `%"actor":"${TEST_ACTOR}"%`, PAGE],
      );
      for (const event of rows) {
        requireFitting(JSON.parse(wireEvent(event)) as object);
        place = [event.tenant, event.position];
      }
      last = rows.length;
    }
  } finally {
    await client.end();
  }
}

import pg from 'pg';
import { eventBody } from '../../src/platform/event-log/event-body.js';
import type { NewEvent } from '../../src/platform/event-log/event.js';
import type { Operation } from '../../src/platform/event-log/operation.js';
import { exampleData, TEST_ACTOR } from './event-schemas.js';

export const TEST_OPERATION: Operation = {
  tenant: 'default',
  actor: TEST_ACTOR,
  correlationId: 'a correlation',
  causationId: null,
};

/** An event of the log's own types that no consumer reacts to, with data that fits its schema, and more if it is given. */
export function testEvent(type = 'TwinUpdated', twinId: string | null = 'line_1', data: object = {}): NewEvent {
  const dataRef = twinId === null ? null : { type: 'twin', id: twinId };
  return { type, twinId, dataRef, data: { ...exampleData(type), ...data } };
}

/** Writes to a server's log from outside, as another process of it would. */
export class LogWriter {
  private constructor(readonly client: pg.Client) {}

  static async connect(url: string): Promise<LogWriter> {
    const client = new pg.Client({ connectionString: url });
    // The server takes its embedded database with it when a suite ends it.
    client.on('error', () => undefined);
    await client.connect();
    return new LogWriter(client);
  }

  /** Appends in the transaction in progress, or in one of its own. @returns the ids of the events */
  async append(events: readonly NewEvent[], operation: Operation = TEST_OPERATION): Promise<string[]> {
    const bodies = events.map((event) => eventBody(operation, event, new Date()));
    await this.client.query('SELECT append_events($1, $2, $3, $4)', [
      operation.tenant,
      events.map((event) => event.type),
      events.map((event) => event.twinId),
      bodies,
    ]);
    return bodies.map((body) => (JSON.parse(body) as { id: string }).id);
  }

  async rows<Row extends object>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return (await this.client.query<Row>(sql, parameters)).rows;
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}

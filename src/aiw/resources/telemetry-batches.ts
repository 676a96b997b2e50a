import { Injectable } from '@nestjs/common';
import { decodeTime } from 'ulid';
import { Database } from '../../platform/database/database.js';
import { cursorAt } from '../../platform/event-log/cursor.js';
import { loggedEvent } from '../../platform/event-log/event-body.js';
import type { StoredEvent } from '../../platform/event-log/event.js';
import type { TelemetryBatch } from '../../telemetry/messages/telemetry-appended.event.js';
import { TelemetryAppended } from '../../telemetry/messages/telemetry-appended.event.js';

const ID = /^tel_([0-7][0-9A-HJKMNP-TV-Z]{25})$/;
/** How long before and after its id was made a batch may have entered the log, in milliseconds: the usual, then the most. */
const WINDOWS = [
  { before: 1000, after: 5000 },
  { before: 60_000, after: 120_000 },
];

/** A batch of telemetry as it can be read again: what it was, and where its samples are. */
export interface BatchResource extends TelemetryBatch {
  readonly twin_id: string;
  /** The event that told of it. */
  readonly event_id: string;
  readonly cursor: string;
  readonly ts: string;
  /** For each asset, its samples of the batch's time range. */
  readonly queries: readonly { readonly asset_id: string; readonly href: string }[];
}

/**
 * Finds batches of telemetry. None has a row of its own: its event in the log is all that is kept of it. The id says when
 * it was made, so only the events of that moment are looked through.
 */
@Injectable()
export class TelemetryBatches {
  constructor(private readonly database: Database) {}

  /** Undefined when there is no such batch, or when its event is no longer kept. */
  async find(tenant: string, id: string): Promise<BatchResource | undefined> {
    const [, ulid] = ID.exec(id) ?? [];
    if (ulid === undefined) return undefined;
    const made = decodeTime(ulid);
    for (const { before, after } of WINDOWS) {
      const event = await this.eventOf(tenant, id, new Date(made - before), new Date(made + after));
      if (event) return batchOf(event);
    }
    return undefined;
  }

  private eventOf(tenant: string, id: string, start: Date, end: Date): Promise<StoredEvent | undefined> {
    // Text in JSON has no bare quotation marks, so this can only be the member itself.
    return this.database.first<StoredEvent>(
      `SELECT tenant, position, type, twin_id AS "twinId", encode(hash, 'hex') AS hash, body FROM event_log
       WHERE appended_at >= $1 AND appended_at < $2 AND tenant = $3 AND type = $4 AND strpos(body, $5) > 0 LIMIT 1`,
      [start, end, tenant, TelemetryAppended.type, `"data_ref":{"id":"${id}",`],
    );
  }
}

function batchOf(event: StoredEvent): BatchResource {
  const { id, ts, twinId, data } = loggedEvent(event);
  const batch = data as unknown as TelemetryBatch;
  const twin_id = twinId ?? '';
  return {
    ...batch,
    twin_id,
    event_id: id,
    cursor: cursorAt(event.position),
    ts,
    queries: batch.assets.map((asset_id) => ({ asset_id, href: samplesPath(twin_id, asset_id, batch) })),
  };
}

function samplesPath(twinId: string, assetId: string, { start, end }: TelemetryBatch): string {
  const query = new URLSearchParams({ twin_id: twinId, asset_id: assetId, start, end });
  return `/telemetry/query?${query.toString()}`;
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { StoredEvent } from '../../platform/event-log/event.js';
import { wireEvent } from '../../platform/event-log/wire-event.js';
import type { TrailChoice } from './trail-choice.js';
import { entryJson, type TrailEntry } from './trail-entry.js';
import type { TrailPlace } from './trail-place.js';

type Row = StoredEvent & { readonly at: Date };

const STATEMENT = `
  SELECT tenant, position, type, twin_id AS "twinId", encode(hash, 'hex') AS hash, body, appended_at AS at FROM event_log
  WHERE tenant = $1 AND position < $2
    AND ($4::text IS NULL OR type = $4) AND ($5::text IS NULL OR twin_id = $5)
    AND ($6::text[] IS NULL OR twin_id IS NULL OR twin_id LIKE ANY($6))
    AND ($7::text IS NULL OR starts_with(body, $7))
    AND appended_at >= $8::timestamptz AND appended_at < $9::timestamptz
  ORDER BY position DESC LIMIT $3::bigint`;

/** The log read backwards, as people ask it: what happened last, and who did it. */
@Injectable()
export class EventTrail {
  constructor(private readonly database: Database) {}

  /** Up to `limit` events before a place, newest first. */
  async read(place: TrailPlace, limit: number, choice: TrailChoice): Promise<TrailEntry[]> {
    return (await this.database.query<Row>(STATEMENT, parameters(place, limit, choice))).map(entry);
  }

  /** All events before a place, newest first, in the transaction in progress. */
  async *stream(place: TrailPlace, choice: TrailChoice): AsyncGenerator<TrailEntry[], void> {
    for await (const rows of this.database.stream<Row>(STATEMENT, parameters(place, null, choice)))
      yield rows.map(entry);
  }
}

function parameters({ position }: TrailPlace, limit: number | null, choice: TrailChoice): unknown[] {
  const { tenant, scope, actor, type, twinId, start, end } = choice;
  return [
    tenant,
    position,
    limit,
    type ?? null,
    twinId ?? null,
    scope.likePatterns,
    actor === undefined ? null : beginningOf(actor),
    start ?? '-infinity',
    end ?? 'infinity',
  ];
}

/** How the canonical JSON of every event of an actor begins: the members are sorted, and `actor` is the first. */
function beginningOf(actor: string): string {
  return `{"actor":${JSON.stringify(actor)},`;
}

function entry(row: Row): TrailEntry {
  const { actor, correlation_id } = JSON.parse(row.body) as { actor: string; correlation_id: string };
  const head = { kind: 'event' as const, at: row.at, actor, twin_id: row.twinId, correlation_id };
  return { kind: 'event', at: row.at, position: row.position, json: entryJson(head, wireEvent(row)) };
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { StoredEvent } from '../../platform/event-log/event.js';
import type { TwinScope } from '../../platform/http/access/twin-scope.js';

/** Which events of the trail are asked for. */
export interface TrailChoice {
  readonly scope: TwinScope;
  readonly actor?: string | undefined;
  readonly type?: string | undefined;
  readonly twinId?: string | undefined;
  /** Events that entered the log at this time or later, and before the end: a stretch of the log, whatever their `ts`. */
  readonly start?: Date | undefined;
  readonly end?: Date | undefined;
}

/** Reads the log backwards, as people ask it: what happened last, and who did it. */
@Injectable()
export class AuditTrail {
  constructor(private readonly database: Database) {}

  /** Up to `limit` events before a position (or from the newest on), newest first. */
  read(tenant: string, before: number | undefined, limit: number, choice: TrailChoice): Promise<StoredEvent[]> {
    const { scope, actor, type, twinId, start, end } = choice;
    return this.database.query<StoredEvent>(
      `SELECT tenant, position, type, twin_id AS "twinId", encode(hash, 'hex') AS hash, body FROM event_log
       WHERE tenant = $1 AND position < $2
         AND ($4::text IS NULL OR type = $4) AND ($5::text IS NULL OR twin_id = $5)
         AND ($6::text[] IS NULL OR twin_id IS NULL OR twin_id LIKE ANY($6))
         AND ($7::text IS NULL OR starts_with(body, $7))
         AND appended_at >= $8::timestamptz AND appended_at < $9::timestamptz
       ORDER BY position DESC LIMIT $3`,
      [
        tenant,
        before ?? Number.MAX_SAFE_INTEGER,
        limit,
        type ?? null,
        twinId ?? null,
        scope.likePatterns,
        actor === undefined ? null : beginningOf(actor),
        start ?? '-infinity',
        end ?? 'infinity',
      ],
    );
  }
}

/** How the canonical JSON of every event of an actor begins: the members are sorted, and `actor` is the first. */
function beginningOf(actor: string): string {
  return `{"actor":${JSON.stringify(actor)},`;
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { StoredEvent } from '../../platform/event-log/event.js';
import type { FilterBounds } from '../feed/event-filter.js';

/** Reads the log through a filter, so that what it keeps back never leaves the database. */
@Injectable()
export class FilteredLog {
  constructor(private readonly database: Database) {}

  /** Up to `limit` events after one position and not after another, oldest first. */
  read(
    tenant: string,
    after: number,
    until: number,
    { types, twinId, patterns }: FilterBounds,
    limit: number,
  ): Promise<StoredEvent[]> {
    return this.database.query<StoredEvent>(
      `SELECT tenant, position, type, twin_id AS "twinId", encode(hash, 'hex') AS hash, body FROM event_log
       WHERE tenant = $1 AND position > $2 AND position <= $3
         AND ($4::text[] IS NULL OR type = ANY($4)) AND ($5::text IS NULL OR twin_id = $5)
         AND ($6::text[] IS NULL OR twin_id IS NULL OR twin_id LIKE ANY($6))
       ORDER BY position LIMIT $7`,
      [tenant, after, until, types, twinId, patterns, limit],
    );
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { AccessRecord } from '../access/access-record.js';
import type { TrailChoice } from './trail-choice.js';
import { entryJson, type TrailEntry } from './trail-entry.js';
import type { TrailPlace } from './trail-place.js';

/** The tenant whose admins run the site: they see who came without a valid credential. */
const SITE_TENANT = 'default';

const COLUMNS = `at, id, actor, twin_id AS "twinId", method, route, path, status, problem, address,
  user_agent AS "userAgent", request_id AS "requestId", duration_ms AS "durationMs"`;

const records = (tenants: string): string => `
  SELECT ${COLUMNS} FROM access_record
  WHERE ${tenants} AND (at, id) < ($3::timestamptz, $4::text)
    AND ($6::text IS NULL OR actor = $6) AND ($7::text IS NULL OR twin_id = $7)
    AND ($8::text[] IS NULL OR twin_id LIKE ANY($8)) AND ($9::smallint IS NULL OR status = $9)
    AND at >= $10::timestamptz AND at < $11::timestamptz`;

/** Two selections rather than one with an OR, so that each goes through the index in order. */
const STATEMENT = `${records('tenant = $1')} UNION ALL ${records('tenant IS NULL AND $2::boolean')}
  ORDER BY at DESC, id DESC LIMIT $5::bigint`;

/** The access records, newest first. */
@Injectable()
export class AccessTrail {
  constructor(private readonly database: Database) {}

  /** Up to `limit` requests before a place. */
  async read(place: TrailPlace, limit: number, choice: TrailChoice): Promise<TrailEntry[]> {
    return (await this.database.query<AccessRecord>(STATEMENT, parameters(place, limit, choice))).map(entry);
  }

  /** All requests before a place, in the transaction in progress. */
  async *stream(place: TrailPlace, choice: TrailChoice): AsyncGenerator<TrailEntry[], void> {
    const rows = this.database.stream<AccessRecord>(STATEMENT, parameters(place, null, choice));
    for await (const batch of rows) yield batch.map(entry);
  }
}

function parameters({ at, id }: TrailPlace, limit: number | null, choice: TrailChoice): unknown[] {
  const { tenant, scope, actor, twinId, status, start, end } = choice;
  return [
    tenant,
    tenant === SITE_TENANT,
    at,
    id,
    limit,
    actor ?? null,
    twinId ?? null,
    // A path can name what is another twin's, so that what tells of no twin is not shown to a limited credential.
    scope.likePatterns,
    status ?? null,
    start ?? '-infinity',
    end ?? 'infinity',
  ];
}

function entry(record: AccessRecord): TrailEntry {
  const { at, id, actor, twinId, requestId, method, route, path, status, problem, address, userAgent } = record;
  const access = {
    method,
    route,
    path,
    status,
    problem,
    address,
    user_agent: userAgent,
    duration_ms: Math.round(record.durationMs * 10) / 10,
  };
  const head = { kind: 'access' as const, at, actor, twin_id: twinId, correlation_id: requestId };
  return { kind: 'access', at, id, json: entryJson(head, JSON.stringify(access)) };
}

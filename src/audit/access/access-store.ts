import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { AccessRecord } from './access-record.js';

/** Keeps access records. */
@Injectable()
export class AccessStore {
  constructor(private readonly database: Database) {}

  /** Writes records in one statement; those that are there already, after a connection that broke, change nothing. */
  async add(records: readonly AccessRecord[]): Promise<void> {
    const column = <Name extends keyof AccessRecord>(name: Name): AccessRecord[Name][] =>
      records.map((record) => record[name]);
    await this.database.asSystem(() =>
      this.database.execute(
        `INSERT INTO access_record (tenant, at, id, actor, twin_id, method, route, path, status, problem, address,
         user_agent, request_id, duration_ms)
       SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
         $8::text[], $9::smallint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::real[])
       ON CONFLICT DO NOTHING`,
        [
          column('tenant'),
          column('at'),
          column('id'),
          column('actor'),
          column('twinId'),
          column('method'),
          column('route'),
          column('path'),
          column('status'),
          column('problem'),
          column('address'),
          column('userAgent'),
          column('requestId'),
          column('durationMs'),
        ],
      ),
    );
  }
}

import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { Database } from '../../../platform/database/database.js';
import type { AdapterDocument } from './adapter-document.js';

/** An adapter as it is stored, with what it has delivered since it was made. */
export interface StoredAdapter {
  readonly tenant: string;
  readonly name: string;
  readonly document: AdapterDocument;
  /** Counts the changes of the document. */
  readonly revision: number;
  readonly messages: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly last_message_at: Date | null;
  readonly created_at: Date;
  readonly updated_at: Date;
}

const COLUMNS = `tenant, name, document, revision, messages, accepted, rejected, last_message_at, created_at, updated_at`;

/** The adapters of all tenants. */
@Injectable()
export class Adapters {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @returns false when the name is taken */
  async add(tenant: string, document: AdapterDocument): Promise<boolean> {
    const added = await this.database.execute(
      `INSERT INTO telemetry_adapter (tenant, name, document, created_at, updated_at)
       VALUES ($1, $2, $3::json, $4, $4) ON CONFLICT DO NOTHING`,
      [tenant, document.name, JSON.stringify(document), this.clock.now()],
    );
    return added === 1;
  }

  /** Locks the adapter until the transaction ends. @returns undefined when there is none */
  lock(tenant: string, name: string): Promise<StoredAdapter | undefined> {
    return this.database.first(`SELECT ${COLUMNS} FROM telemetry_adapter WHERE tenant = $1 AND name = $2 FOR UPDATE`, [
      tenant,
      name,
    ]);
  }

  async replace(tenant: string, document: AdapterDocument): Promise<void> {
    await this.database.execute(
      `UPDATE telemetry_adapter SET document = $3::json, revision = revision + 1, updated_at = $4
       WHERE tenant = $1 AND name = $2`,
      [tenant, document.name, JSON.stringify(document), this.clock.now()],
    );
  }

  /** @returns false when there was none */
  async remove(tenant: string, name: string): Promise<boolean> {
    const sql = 'DELETE FROM telemetry_adapter WHERE tenant = $1 AND name = $2';
    return (await this.database.execute(sql, [tenant, name])) === 1;
  }

  find(tenant: string, name: string): Promise<StoredAdapter | undefined> {
    return this.database.first(`SELECT ${COLUMNS} FROM telemetry_adapter WHERE tenant = $1 AND name = $2`, [
      tenant,
      name,
    ]);
  }

  /** By name. @param after the name that the page before ended with */
  list(tenant: string, after: string | undefined, limit: number): Promise<StoredAdapter[]> {
    return this.database.query(
      `SELECT ${COLUMNS} FROM telemetry_adapter WHERE tenant = $1 AND ($2::text IS NULL OR name > $2)
       ORDER BY name LIMIT $3`,
      [tenant, after ?? null, limit],
    );
  }

  /** Those of all tenants that are to run. */
  enabled(): Promise<StoredAdapter[]> {
    return this.database.query(`SELECT ${COLUMNS} FROM telemetry_adapter WHERE document->>'enabled' = 'true'`);
  }
}

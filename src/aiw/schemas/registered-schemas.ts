import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { JsonObject } from './domain/keywords.js';
import type { SchemaName } from './domain/schema-name.js';
import type { RegisteredSchema } from './registered-schema.js';

const ENTRY = `name, digest, compared_with, compatibility, breaks, breaks_total, registered_by, registered_at`;

/** The schemas that tenants have registered; none is ever changed. */
@Injectable()
export class RegisteredSchemas {
  constructor(private readonly database: Database) {}

  /** Keeps others from registering a version of the family until the transaction ends. */
  async lock(tenant: string, family: string): Promise<void> {
    await this.database.execute('INSERT INTO schema_family (tenant, name) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      tenant,
      family,
    ]);
    await this.database.query('SELECT FROM schema_family WHERE tenant = $1 AND name = $2 FOR UPDATE', [tenant, family]);
  }

  async add(
    tenant: string,
    { family, version }: SchemaName,
    entry: RegisteredSchema,
    schema: JsonObject,
  ): Promise<void> {
    await this.database.execute(
      `INSERT INTO schema_version (tenant, family, version, document, ${ENTRY})
       VALUES ($1, $2, $3, $4::json, $5, $6, $7, $8, $9::jsonb, $10, $11, $12)`,
      [
        tenant,
        family,
        version,
        JSON.stringify(schema),
        entry.name,
        entry.digest,
        entry.compared_with,
        entry.compatibility,
        JSON.stringify(entry.breaks),
        entry.breaks_total,
        entry.registered_by,
        entry.registered_at,
      ],
    );
  }

  find(tenant: string, name: string): Promise<RegisteredSchema | undefined> {
    return this.database.first<RegisteredSchema>(
      `SELECT ${ENTRY} FROM schema_version WHERE tenant = $1 AND name = $2`,
      [tenant, name],
    );
  }

  async schema(tenant: string, name: string): Promise<JsonObject | undefined> {
    const row = await this.database.first<{ document: JsonObject }>(
      'SELECT document FROM schema_version WHERE tenant = $1 AND name = $2',
      [tenant, name],
    );
    return row?.document;
  }

  /** The newest version of a family. */
  newest(tenant: string, family: string): Promise<{ name: string; version: number; document: JsonObject } | undefined> {
    return this.database.first(
      `SELECT name, version, document FROM schema_version WHERE tenant = $1 AND family = $2
       ORDER BY version DESC LIMIT 1`,
      [tenant, family],
    );
  }

  /** By name. @param after the name that the page before ended with */
  list(tenant: string, after: string | undefined, limit: number): Promise<RegisteredSchema[]> {
    return this.database.query<RegisteredSchema>(
      `SELECT ${ENTRY} FROM schema_version WHERE tenant = $1 AND ($2::text IS NULL OR name > $2)
       ORDER BY name LIMIT $3`,
      [tenant, after ?? null, limit],
    );
  }
}

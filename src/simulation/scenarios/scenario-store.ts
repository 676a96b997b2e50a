import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { ScenarioDocument } from '../engine/index.js';

export interface ScenarioVersion {
  readonly name: string;
  readonly version: number;
  readonly document: ScenarioDocument;
  readonly createdBy: string;
  readonly createdAt: Date;
}

const COLUMNS = 'name, version, document, created_by AS "createdBy", created_at AS "createdAt"';

/** Versioned scenario documents; a version never changes. */
@Injectable()
export class ScenarioStore {
  constructor(private readonly database: Database) {}

  /** A version, or the newest one. */
  find(tenant: string, name: string, version?: number): Promise<ScenarioVersion | undefined> {
    return this.database.first<ScenarioVersion>(
      `SELECT ${COLUMNS} FROM scenario WHERE tenant = $1 AND name = $2 AND version = coalesce($3, version)
       ORDER BY version DESC LIMIT 1`,
      [tenant, name, version ?? null],
    );
  }

  /** The newest version of each scenario, by name. */
  list(tenant: string, after: string | undefined, limit: number): Promise<ScenarioVersion[]> {
    return this.database.query<ScenarioVersion>(
      `SELECT DISTINCT ON (name) ${COLUMNS} FROM scenario WHERE tenant = $1 AND ($2::text IS NULL OR name > $2)
       ORDER BY name, version DESC LIMIT $3`,
      [tenant, after ?? null, limit],
    );
  }

  /** Adds the next version of the document's name. @returns the version */
  async add(tenant: string, document: ScenarioDocument, actor: string): Promise<number> {
    return this.database.transaction(async () => {
      await this.lock(tenant, document.name);
      const row = await this.database.first<{ version: number }>(
        `INSERT INTO scenario (tenant, name, version, document, created_by)
         SELECT $1, $2, coalesce(max(version), 0) + 1, $3::jsonb, $4 FROM scenario WHERE tenant = $1 AND name = $2
         RETURNING version`,
        [tenant, document.name, JSON.stringify(document), actor],
      );
      return row?.version ?? 1;
    });
  }

  /** Adds the document as the first version of its name, if there is none yet. */
  async ensure(tenant: string, document: ScenarioDocument, actor: string): Promise<void> {
    await this.database.execute(
      `INSERT INTO scenario (tenant, name, version, document, created_by) VALUES ($1, $2, 1, $3::jsonb, $4)
       ON CONFLICT DO NOTHING`,
      [tenant, document.name, JSON.stringify(document), actor],
    );
  }

  /** Two people who post the same name at once get two versions, not a conflict. */
  private async lock(tenant: string, name: string): Promise<void> {
    await this.database.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [`scenario:${tenant}/${name}`]);
  }
}

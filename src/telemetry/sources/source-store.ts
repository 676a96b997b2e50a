import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import type { SourceDocument } from './domain/source-document.js';

export interface SourceVersion {
  readonly name: string;
  readonly version: number;
  readonly document: SourceDocument;
  readonly createdBy: string;
  readonly createdAt: Date;
}

const COLUMNS = 'name, version, document, created_by AS "createdBy", created_at AS "createdAt"';

/** Versioned source documents; a version never changes. */
@Injectable()
export class SourceStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** A version, or the newest one. */
  find(tenant: string, name: string, version?: number): Promise<SourceVersion | undefined> {
    return this.database.first<SourceVersion>(
      `SELECT ${COLUMNS} FROM source WHERE tenant = $1 AND name = $2 AND version = coalesce($3, version)
       ORDER BY version DESC LIMIT 1`,
      [tenant, name, version ?? null],
    );
  }

  /** The newest version when it is another than the one that is known. */
  findNewer(tenant: string, name: string, known: number): Promise<SourceVersion | undefined> {
    return this.database.first<SourceVersion>(
      `SELECT ${COLUMNS} FROM source WHERE tenant = $1 AND name = $2 AND version > $3 ORDER BY version DESC LIMIT 1`,
      [tenant, name, known],
    );
  }

  /** The newest version of each source, by name. */
  list(tenant: string, after: string | undefined, limit: number): Promise<SourceVersion[]> {
    return this.database.query<SourceVersion>(
      `SELECT DISTINCT ON (name) ${COLUMNS} FROM source WHERE tenant = $1 AND ($2::text IS NULL OR name > $2)
       ORDER BY name, version DESC LIMIT $3`,
      [tenant, after ?? null, limit],
    );
  }

  /** Two people who post the same name at once get two versions, not a conflict. Needs a transaction. */
  async lock(tenant: string, name: string): Promise<void> {
    await this.database.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [`source:${tenant}/${name}`]);
  }

  /** Adds a version of the document's name, which must be locked. */
  async add(tenant: string, version: number, document: SourceDocument, by: string): Promise<SourceVersion> {
    const createdAt = this.clock.now();
    await this.database.execute(
      `INSERT INTO source (tenant, name, version, document, created_by, created_at) VALUES ($1, $2, $3, $4::jsonb, $5, $6)`,
      [tenant, document.name, version, JSON.stringify(document), by, createdAt],
    );
    return { name: document.name, version, document, createdBy: by, createdAt };
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { PlaceInTime } from '../../platform/http/paging/newest-first.js';
import type { ApiKey } from './api-key.js';

export type DigestedKey = ApiKey & { readonly digest: Buffer };

const COLUMNS = `id, tenant, name, prefix, roles, twins, created_by AS "createdBy", created_at AS "createdAt",
  expires_at AS "expiresAt", last_used_at AS "lastUsedAt", last_used_from AS "lastUsedFrom", revoked_at AS "revokedAt"`;

/** The table of keys. A revoked one stays, to tell who it was that the log names. */
@Injectable()
export class ApiKeyStore {
  constructor(private readonly database: Database) {}

  async add({ digest, ...key }: DigestedKey): Promise<void> {
    await this.database.execute(
      `INSERT INTO api_key (tenant, id, name, prefix, digest, roles, twins, created_by, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        key.tenant,
        key.id,
        key.name,
        key.prefix,
        digest,
        key.roles,
        key.twins,
        key.createdBy,
        key.createdAt,
        key.expiresAt,
      ],
    );
  }

  find(tenant: string, id: string): Promise<ApiKey | undefined> {
    return this.database.first<ApiKey>(`SELECT ${COLUMNS} FROM api_key WHERE tenant = $1 AND id = $2`, [tenant, id]);
  }

  /** The key of a prefix, of whichever tenant: only the key itself tells which. */
  findByPrefix(prefix: string): Promise<DigestedKey | undefined> {
    return this.database.first<DigestedKey>(`SELECT ${COLUMNS}, digest FROM api_key WHERE prefix = $1`, [prefix]);
  }

  /** The newest first. */
  list(tenant: string, place: PlaceInTime | undefined, limit: number): Promise<ApiKey[]> {
    return this.database.query<ApiKey>(
      `SELECT ${COLUMNS} FROM api_key
       WHERE tenant = $1 AND ($2::timestamptz IS NULL OR (created_at, id) < ($2, $3))
       ORDER BY created_at DESC, id DESC LIMIT $4`,
      [tenant, place?.at ?? null, place?.id ?? null, limit],
    );
  }

  /** @returns false when it is revoked already, or there is none */
  async revoke(tenant: string, id: string, by: string, at: Date): Promise<boolean> {
    const revoked = await this.database.execute(
      `UPDATE api_key SET revoked_at = $4, revoked_by = $3 WHERE tenant = $1 AND id = $2 AND revoked_at IS NULL`,
      [tenant, id, by, at],
    );
    return revoked === 1;
  }

  /** Keeps a use, unless a newer one is kept. */
  async keepUse(tenant: string, id: string, at: Date, from: string | undefined): Promise<void> {
    await this.database.execute(
      `UPDATE api_key SET last_used_at = $3, last_used_from = coalesce($4, last_used_from)
       WHERE tenant = $1 AND id = $2 AND (last_used_at IS NULL OR last_used_at < $3)`,
      [tenant, id, at, from ?? null],
    );
  }
}

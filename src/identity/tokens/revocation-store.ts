import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { Revocation } from './known-revocations.js';

type Read = { readonly horizon: string } & (Revocation | { readonly kind: null });

/** The table that tells every process what is revoked. */
@Injectable()
export class RevocationStore {
  /**
   * Every transaction before this one had ended at the last reading. Rows are followed by the transaction that wrote
   * them and not by a time or a number, since transactions do not commit in the order in which they took either.
   */
  private horizon = '0';

  constructor(private readonly database: Database) {}

  /** A subject that is revoked again keeps the later moment. */
  async add({ tenant, kind, id, at }: Revocation): Promise<void> {
    await this.database.execute(
      `INSERT INTO revocation (tenant, kind, id, at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (tenant, kind, id) DO UPDATE
       SET at = greatest(revocation.at, excluded.at), written_in = excluded.written_in`,
      [tenant, kind, id, at],
    );
  }

  /** All revocations at the first call, then those that were committed since the call before; some may come again. */
  async readNew(): Promise<Revocation[]> {
    const rows = await this.database.query<Read>(
      `SELECT now_at.horizon, revocation.tenant, kind, id, at
       FROM (SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS horizon) AS now_at
       LEFT JOIN revocation ON written_in >= $1::xid8`,
      [this.horizon],
    );
    this.horizon = rows[0]?.horizon ?? this.horizon;
    return rows.filter((row) => row.kind !== null);
  }

  /** Removes the sessions and keys that were revoked before the moment. */
  async removeBefore(moment: Date): Promise<void> {
    await this.database.execute(`DELETE FROM revocation WHERE kind <> 'subject' AND at < $1`, [moment]);
  }
}

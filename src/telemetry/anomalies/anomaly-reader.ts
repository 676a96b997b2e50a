import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { Anomaly } from '../messages/get-anomaly.query.js';

type TimeColumn = 'opened_at' | 'observed_at' | 'cleared_at' | 'acknowledged_at';
type Row = Omit<Anomaly, TimeColumn> & {
  readonly opened_at: Date;
  readonly observed_at: Date;
  readonly cleared_at: Date | null;
  readonly acknowledged_at: Date | null;
};

const STATUS = `CASE WHEN cleared_at IS NOT NULL THEN 'cleared' WHEN acknowledged_at IS NOT NULL THEN 'acknowledged'
  ELSE 'open' END`;
const COLUMNS = `id AS anomaly_id, twin_id, asset_id, metric, detector, severity, ${STATUS} AS status, value, score,
  baseline, opened_at, observed_at, cleared_at, acknowledged_at, acknowledged_by`;

export interface AnomalyFilter {
  readonly twinId: string | undefined;
  readonly assetId: string | undefined;
  readonly severity: string | undefined;
  readonly status: string | undefined;
}

/** The newest first; a page goes on after this one. */
export interface AnomalyPlace {
  readonly openedAt: Date;
  readonly id: string;
}

/** The read side of anomalies, in their wire form. */
@Injectable()
export class AnomalyReader {
  constructor(private readonly database: Database) {}

  async get(tenant: string, id: string): Promise<Anomaly | undefined> {
    const row = await this.database.first<Row>(`SELECT ${COLUMNS} FROM anomaly WHERE tenant = $1 AND id = $2`, [
      tenant,
      id,
    ]);
    return row && onTheWire(row);
  }

  /** @param patterns LIKE patterns of the twins that the caller may see; null = all */
  async list(
    tenant: string,
    patterns: string[] | null,
    { twinId, assetId, severity, status }: AnomalyFilter,
    after: AnomalyPlace | undefined,
    limit: number,
  ): Promise<Anomaly[]> {
    const rows = await this.database.query<Row>(
      `SELECT ${COLUMNS} FROM anomaly
       WHERE tenant = $1 AND ($2::text[] IS NULL OR twin_id LIKE ANY($2))
         AND ($3::text IS NULL OR twin_id = $3) AND ($4::text IS NULL OR asset_id = $4)
         AND ($5::text IS NULL OR severity = $5) AND ($6::text IS NULL OR ${STATUS} = $6)
         AND ($7::timestamptz IS NULL OR (opened_at, id) < ($7, $8::text))
       ORDER BY opened_at DESC, id DESC LIMIT $9`,
      [
        tenant,
        patterns,
        twinId ?? null,
        assetId ?? null,
        severity ?? null,
        status ?? null,
        after?.openedAt ?? null,
        after?.id ?? null,
        limit,
      ],
    );
    return rows.map(onTheWire);
  }

  /** Those that have not cleared, some at a time. @param patterns as for the list */
  async *open(
    tenant: string,
    patterns: readonly string[] | null,
    twinId: string | null,
  ): AsyncGenerator<Anomaly[], void> {
    const rows = this.database.stream<Row>(
      `SELECT ${COLUMNS} FROM anomaly
       WHERE tenant = $1 AND ($2::text[] IS NULL OR twin_id LIKE ANY($2))
         AND ($3::text IS NULL OR twin_id = $3)
         AND cleared_at IS NULL
       ORDER BY id`,
      [tenant, patterns, twinId],
    );
    for await (const some of rows) yield some.map(onTheWire);
  }
}

function onTheWire(row: Row): Anomaly {
  return {
    ...row,
    opened_at: row.opened_at.toISOString(),
    observed_at: row.observed_at.toISOString(),
    cleared_at: row.cleared_at?.toISOString() ?? null,
    acknowledged_at: row.acknowledged_at?.toISOString() ?? null,
  };
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { ScenarioDocument } from '../engine/index.js';
import type { SimulationStatus } from '../messages/simulation.js';
import type { CompletedResult } from './run-result.js';

/** What a run is known by before anything is computed. */
export interface NewRun {
  readonly id: string;
  readonly twinId: string;
  readonly assetId: string | null;
  readonly scenario: string;
  readonly scenarioVersion: number;
  readonly anomalyId: string | null;
  readonly seed: number;
  /** The scenario with what was asked of this run put in; telemetry parameters are still to be fitted. */
  readonly document: ScenarioDocument;
}

export interface Run extends NewRun {
  readonly status: SimulationStatus;
  readonly progress: number;
  /** The document with every telemetry parameter replaced by what was fitted to it. */
  readonly resolved: ScenarioDocument | null;
  readonly result: CompletedResult | null;
  readonly error: string | null;
  readonly correlationId: string;
  readonly createdAt: Date;
}

const COLUMNS = `id, twin_id AS "twinId", asset_id AS "assetId", scenario, scenario_version AS "scenarioVersion", anomaly_id AS "anomalyId",
  status, progress, seed, document, resolved, result, error, correlation_id AS "correlationId", created_at AS "createdAt"`;

@Injectable()
export class RunStore {
  constructor(private readonly database: Database) {}

  find(tenant: string, id: string): Promise<Run | undefined> {
    return this.database.first<Run>(`SELECT ${COLUMNS} FROM simulation WHERE tenant = $1 AND id = $2`, [tenant, id]);
  }

  /** The newest first. @param patterns LIKE patterns of the twins that the caller may see; null = all */
  list(
    tenant: string,
    patterns: string[] | null,
    filter: { twinId: string | undefined; status: string | undefined },
    before: string | undefined,
    limit: number,
  ): Promise<Run[]> {
    return this.database.query<Run>(
      `SELECT ${COLUMNS} FROM simulation
       WHERE tenant = $1 AND ($2::text[] IS NULL OR twin_id LIKE ANY($2)) AND ($3::text IS NULL OR twin_id = $3)
         AND ($4::text IS NULL OR status = $4)
         AND ($5::text IS NULL OR (created_at, id) < (SELECT created_at, id FROM simulation WHERE tenant = $1 AND id = $5))
       ORDER BY created_at DESC, id DESC LIMIT $6`,
      [tenant, patterns, filter.twinId ?? null, filter.status ?? null, before ?? null, limit],
    );
  }

  /** Those that wait or are computed, the oldest first, some at a time. @param patterns as for the list */
  everyUnfinished(
    tenant: string,
    patterns: readonly string[] | null,
    twinId: string | null,
  ): AsyncIterable<readonly Run[]> {
    return this.database.stream<Run>(
      `SELECT ${COLUMNS} FROM simulation
       WHERE tenant = $1 AND ($2::text[] IS NULL OR twin_id LIKE ANY($2)) AND ($3::text IS NULL OR twin_id = $3)
         AND status IN ('queued', 'running')
       ORDER BY created_at, id`,
      [tenant, patterns, twinId],
    );
  }

  /** @returns false when there is a run of that id already */
  async add(tenant: string, run: NewRun, correlationId: string): Promise<boolean> {
    const added = await this.database.execute(
      `INSERT INTO simulation (tenant, id, twin_id, scenario, scenario_version, anomaly_id, status, seed, document, correlation_id, asset_id)
       VALUES ($1, $2, $3, $4, $5, $6, 'queued', $7, $8::jsonb, $9, $10) ON CONFLICT DO NOTHING`,
      [
        tenant,
        run.id,
        run.twinId,
        run.scenario,
        run.scenarioVersion,
        run.anomalyId,
        run.seed,
        JSON.stringify(run.document),
        correlationId,
        run.assetId,
      ],
    );
    return added === 1;
  }

  /** @returns false when it was started before, or is finished */
  async start(tenant: string, id: string, resolved: ScenarioDocument): Promise<boolean> {
    const started = await this.database.execute(
      `UPDATE simulation SET status = 'running', resolved = $3::jsonb WHERE tenant = $1 AND id = $2 AND status = 'queued'`,
      [tenant, id, JSON.stringify(resolved)],
    );
    return started === 1;
  }

  async progress(tenant: string, id: string, fraction: number): Promise<void> {
    await this.database.execute(
      `UPDATE simulation SET progress = $3 WHERE tenant = $1 AND id = $2 AND status = 'running'`,
      [tenant, id, fraction],
    );
  }

  /** @returns false when another worker finished it first */
  async complete(tenant: string, id: string, result: CompletedResult): Promise<boolean> {
    const completed = await this.database.execute(
      `UPDATE simulation SET status = 'completed', progress = 1, result = $3::jsonb
       WHERE tenant = $1 AND id = $2 AND status = 'running'`,
      [tenant, id, JSON.stringify(result)],
    );
    return completed === 1;
  }

  /** @returns false when it is finished already */
  async fail(tenant: string, id: string, error: string): Promise<boolean> {
    const failed = await this.database.execute(
      `UPDATE simulation SET status = 'failed', error = $3
       WHERE tenant = $1 AND id = $2 AND status IN ('queued', 'running')`,
      [tenant, id, error],
    );
    return failed === 1;
  }

  /** Runs that have waited or run for longer than `seconds`, whose job may be lost. */
  unfinished(seconds: number): Promise<{ tenant: string; id: string; correlationId: string }[]> {
    return this.database.query(
      `SELECT tenant, id, correlation_id AS "correlationId" FROM simulation
       WHERE status IN ('queued', 'running') AND created_at < now() - make_interval(secs => $1)
       ORDER BY created_at LIMIT 1000`,
      [seconds],
    );
  }
}

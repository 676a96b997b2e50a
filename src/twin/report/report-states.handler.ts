import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Database } from '../../platform/database/database.js';
import { EventLog } from '../../platform/event-log/event-log.js';
import { ReportStates, type ReportedState } from '../messages/report-states.command.js';
import { TwinCreated } from '../messages/twin-created.event.js';
import { TwinUpdated } from '../messages/twin-updated.event.js';

/** A newer report overrides the values kept; an older one only adds metrics that were unknown. */
const UPSERT_ASSETS = `
  INSERT INTO asset AS kept (tenant, twin_id, id, reported, reported_at)
  SELECT $1, twin_id, id, reported, reported_at
  FROM unnest($2::text[], $3::text[], $4::jsonb[], $5::timestamptz[]) AS report (twin_id, id, reported, reported_at)
  ORDER BY twin_id, id
  ON CONFLICT (tenant, twin_id, id) DO UPDATE SET
    reported = CASE WHEN kept.reported_at IS NULL OR excluded.reported_at >= kept.reported_at
      THEN kept.reported || excluded.reported ELSE excluded.reported || kept.reported END,
    reported_at = greatest(kept.reported_at, excluded.reported_at)
  RETURNING twin_id AS "twinId", id AS "assetId", (xmax = 0) AS added`;

@CommandHandler(ReportStates)
export class ReportStatesHandler implements ICommandHandler<ReportStates> {
  /** Twins that are there: none is ever removed. */
  private readonly known = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
  ) {}

  async execute({ operation, states }: ReportStates): Promise<void> {
    if (states.length === 0) return;
    await this.database.transaction(async () => {
      const newTwins = await this.addTwins(operation.tenant, states);
      const rows = await this.database.query<{ twinId: string; assetId: string; added: boolean }>(UPSERT_ASSETS, [
        operation.tenant,
        states.map((state) => state.twinId),
        states.map((state) => state.assetId),
        states.map((state) => JSON.stringify(state.reported)),
        states.map((state) => state.at),
      ]);
      const added = rows.filter((row) => row.added);
      for (const twinId of new Set(added.map((row) => row.twinId))) {
        const assets = added.filter((row) => row.twinId === twinId).map((row) => row.assetId);
        const event = newTwins.has(twinId)
          ? new TwinCreated(twinId, assets)
          : new TwinUpdated(twinId, { change: 'assets_added', assets });
        this.log.append(operation, event);
      }
    });
  }

  /** Asks first, since an insert that conflicts would write all the same. */
  private async addTwins(tenant: string, states: readonly ReportedState[]): Promise<ReadonlySet<string>> {
    const twins = [...new Set(states.map((state) => state.twinId))].filter((id) => !this.known.has(`${tenant}/${id}`));
    if (twins.length === 0) return new Set();
    const added = await this.database.query<{ id: string }>(
      `INSERT INTO twin (tenant, id)
       SELECT $1, id FROM unnest($2::text[]) AS reporting (id)
       WHERE NOT EXISTS (SELECT FROM twin WHERE twin.tenant = $1 AND twin.id = reporting.id)
       ORDER BY id ON CONFLICT DO NOTHING RETURNING id`,
      [tenant, twins],
    );
    this.database.afterCommit(() => {
      for (const id of twins) this.known.add(`${tenant}/${id}`);
    });
    return new Set(added.map((twin) => twin.id));
  }
}

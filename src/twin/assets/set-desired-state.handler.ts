import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Database } from '../../platform/database/database.js';
import { EventLog } from '../../platform/event-log/event-log.js';
import { notFound } from '../../platform/http/problems/problem.error.js';
import { SetDesiredState } from '../messages/set-desired-state.command.js';
import { TwinUpdated } from '../messages/twin-updated.event.js';

@CommandHandler(SetDesiredState)
export class SetDesiredStateHandler implements ICommandHandler<SetDesiredState> {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
  ) {}

  async execute({ operation, twinId, assetId, desired, actionId }: SetDesiredState): Promise<void> {
    await this.database.transaction(async () => {
      const asset = await this.database.first<{ desired: Record<string, unknown>; version: number }>(
        `UPDATE asset SET desired = desired || $4::jsonb, version = version + 1
         WHERE tenant = $1 AND twin_id = $2 AND id = $3 RETURNING desired, version`,
        [operation.tenant, twinId, assetId, JSON.stringify(desired)],
      );
      if (!asset) throw notFound('asset', `${twinId}/${assetId}`);
      const change = { change: 'desired_state', asset_id: assetId, ...asset, action_id: actionId } as const;
      this.log.append(operation, new TwinUpdated(twinId, change));
    });
  }
}

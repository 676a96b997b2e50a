import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { EventLog } from '../../../platform/event-log/event-log.js';
import type { Operation } from '../../../platform/event-log/operation.js';
import { AssetConnectionChanged } from '../../messages/asset-connection-changed.event.js';
import type { AssetConnection } from './adapter.js';

/** Which assets are connected, as the adapters were told. */
@Injectable()
export class AssetConnections {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
  ) {}

  /** Notes what an adapter was told; only a change is an event. */
  async note(operation: Operation, adapter: string, { twinId, assetId, connected }: AssetConnection): Promise<void> {
    await this.database.transaction(async () => {
      const changed = await this.database.execute(
        `INSERT INTO telemetry_asset_connection AS known (tenant, name, twin_id, asset_id, connected)
         SELECT tenant, name, $3, $4, $5 FROM telemetry_adapter WHERE tenant = $1 AND name = $2
         ON CONFLICT (tenant, name, twin_id, asset_id) DO UPDATE SET connected = excluded.connected
         WHERE known.connected <> excluded.connected`,
        [operation.tenant, adapter, twinId, assetId, connected],
      );
      if (changed === 0) return;
      this.log.append(operation, new AssetConnectionChanged(twinId, { asset_id: assetId, connected, adapter }));
    });
  }
}

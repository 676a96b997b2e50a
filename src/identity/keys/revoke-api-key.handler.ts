import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { EventLog } from '../../platform/event-log/event-log.js';
import { ApiKeyRevoked } from '../messages/api-key-revoked.event.js';
import { Revocations } from '../tokens/revocations.js';
import { ApiKeyStore } from './api-key-store.js';
import { RevokeApiKey } from './revoke-api-key.command.js';

@CommandHandler(RevokeApiKey)
export class RevokeApiKeyHandler implements ICommandHandler<RevokeApiKey> {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly store: ApiKeyStore,
    private readonly revocations: Revocations,
    private readonly clock: Clock,
  ) {}

  async execute({ operation, key: { tenant, id, name } }: RevokeApiKey): Promise<void> {
    await this.database.transaction(async () => {
      if (!(await this.store.revoke(tenant, id, operation.actor, this.clock.now()))) return;
      await this.revocations.revoke({ tenant, key: id });
      this.log.append(operation, new ApiKeyRevoked({ key_id: id, name }));
    });
  }
}

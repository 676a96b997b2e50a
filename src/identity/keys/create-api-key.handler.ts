import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/clock/ids.js';
import { Database } from '../../platform/database/database.js';
import { EventLog } from '../../platform/event-log/event-log.js';
import { ApiKeyCreated } from '../messages/api-key-created.event.js';
import { ApiKeyStore } from './api-key-store.js';
import type { ApiKey } from './api-key.js';
import { CreateApiKey } from './create-api-key.command.js';
import { newKey } from './key-text.js';

@CommandHandler(CreateApiKey)
export class CreateApiKeyHandler implements ICommandHandler<CreateApiKey> {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly store: ApiKeyStore,
    private readonly clock: Clock,
  ) {}

  async execute({ operation, grant }: CreateApiKey): Promise<{ key: ApiKey; secret: string }> {
    const { key: secret, prefix, digest } = newKey();
    const key: ApiKey = {
      ...grant,
      id: newId('key'),
      tenant: operation.tenant,
      prefix,
      createdBy: operation.actor,
      createdAt: this.clock.now(),
      lastUsedAt: null,
      lastUsedFrom: null,
      revokedAt: null,
    };
    await this.database.transaction(async () => {
      await this.store.add({ ...key, digest });
      this.log.append(
        operation,
        new ApiKeyCreated({
          key_id: key.id,
          name: key.name,
          roles: key.roles,
          twins: key.twins,
          expires_at: key.expiresAt?.toISOString() ?? null,
        }),
      );
    });
    return { key, secret };
  }
}

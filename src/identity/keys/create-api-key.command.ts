import { Command } from '@nestjs/cqrs';
import type { Operation } from '../../platform/event-log/operation.js';
import type { ApiKey, ApiKeyGrant } from './api-key.js';

/** Makes a key. Its secret is in `secret`, and nowhere else. */
export class CreateApiKey extends Command<{ key: ApiKey; secret: string }> {
  /** @param grant one that its maker may give */
  constructor(
    readonly operation: Operation,
    readonly grant: ApiKeyGrant,
  ) {
    super();
  }
}

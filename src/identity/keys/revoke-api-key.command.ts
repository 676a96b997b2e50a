import { Command } from '@nestjs/cqrs';
import type { Operation } from '../../platform/event-log/operation.js';
import type { ApiKey } from './api-key.js';

/** Ends a key for good, in every process within a second. One that is revoked already stays as it is. */
export class RevokeApiKey extends Command<void> {
  constructor(
    readonly operation: Operation,
    readonly key: ApiKey,
  ) {
    super();
  }
}

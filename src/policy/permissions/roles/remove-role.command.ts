import { Command } from '@nestjs/cqrs';
import type { Operation } from '../../../platform/event-log/operation.js';

/** Removes a role of a tenant's own. Who has it keeps its name, which permits nothing from then on. */
export class RemoveRole extends Command<void> {
  constructor(
    readonly operation: Operation,
    readonly name: string,
    readonly ifMatch: string | undefined,
  ) {
    super();
  }
}

import { Command } from '@nestjs/cqrs';
import type { Operation } from '../../../platform/event-log/operation.js';

/** Removes an adapter with its counters and positions. Rejects with a ProblemError 404 when there is none. */
export class RemoveAdapter extends Command<void> {
  constructor(
    readonly operation: Operation,
    readonly name: string,
  ) {
    super();
  }
}

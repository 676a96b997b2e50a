import { Command } from '@nestjs/cqrs';
import type { Operation } from '../../platform/event-log/operation.js';

/** Publishes a scenario document (sim.v1) as its first version, unless the tenant has one of that name. */
export class EnsureScenario extends Command<void> {
  constructor(
    readonly operation: Operation,
    readonly document: object,
  ) {
    super();
  }
}

import { Command } from '@nestjs/cqrs';
import type { Operation } from '../../platform/event-log/operation.js';

/** Notes that somebody has seen the anomaly. The first one counts. Rejects with a ProblemError 404 for an unknown one. */
export class AcknowledgeAnomaly extends Command<void> {
  constructor(
    readonly operation: Operation,
    readonly anomalyId: string,
  ) {
    super();
  }
}

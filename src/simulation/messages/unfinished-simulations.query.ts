import { Query } from '@nestjs/cqrs';
import type { Simulation } from './simulation.js';

/** Every run that waits or is computed, the oldest first, some at a time. Read in the snapshot that asks. */
export class UnfinishedSimulations extends Query<AsyncIterable<readonly Simulation[]>> {
  constructor(
    readonly tenant: string,
    /** LIKE patterns of the twins that the caller may see; null = all. */
    readonly patterns: readonly string[] | null,
    /** Only this twin; null = all. */
    readonly twinId: string | null,
  ) {
    super();
  }
}

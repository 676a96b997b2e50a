import { Query } from '@nestjs/cqrs';
import type { Proposal } from './proposal.js';

/** Every proposal that waits to be decided on, the oldest first, some at a time. Read in the snapshot that asks. */
export class PendingProposals extends Query<AsyncIterable<readonly Proposal[]>> {
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

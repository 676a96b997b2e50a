import { Query } from '@nestjs/cqrs';
import type { Action } from './action.js';

/** Every action that waits or is carried out, the oldest first, some at a time. Read in the snapshot that asks. */
export class UnfinishedActions extends Query<AsyncIterable<readonly Action[]>> {
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

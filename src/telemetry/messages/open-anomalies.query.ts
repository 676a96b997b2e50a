import { Query } from '@nestjs/cqrs';
import type { Anomaly } from './get-anomaly.query.js';

/** Every anomaly that has not cleared, some at a time. Read in the snapshot that asks. */
export class OpenAnomalies extends Query<AsyncIterable<readonly Anomaly[]>> {
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

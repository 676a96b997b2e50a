import { Query } from '@nestjs/cqrs';
import type { Twin, TwinAsset } from './get-twin.query.js';

/** A twin with one of its assets. */
export interface TwinAndAsset extends Pick<Twin, 'twin_id' | 'created_at'> {
  /** Null for a twin without assets. */
  readonly asset: TwinAsset | null;
}

/** Every twin with each of its assets, by twin and then by asset, some at a time. Read in the snapshot that asks. */
export class TwinsSnapshot extends Query<AsyncIterable<readonly TwinAndAsset[]>> {
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

import { Query } from '@nestjs/cqrs';

/** How many of each a tenant may have; null = any number. */
export interface TenantLimits {
  readonly maxTwins: number | null;
  readonly maxAssets: number | null;
  readonly maxSeries: number | null;
}

/**
 * The limits of a tenant, undefined when it has none. Needs a transaction: until it ends, whoever asks for the limits of
 * the same tenant waits, so that what is counted by them stays as it is.
 */
export class HoldTenantLimits extends Query<TenantLimits | undefined> {
  constructor(readonly tenant: string) {
    super();
  }
}

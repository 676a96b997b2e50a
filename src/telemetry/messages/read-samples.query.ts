import { Query } from '@nestjs/cqrs';

export interface Sample {
  readonly ts: Date;
  readonly value: number;
  /** How far the value is to be trusted, 0–1. */
  readonly quality: number;
}

export interface SampleRange {
  /** The newest instant that counts. */
  readonly end: Date;
  /** The oldest instant that counts; absent = no limit. */
  readonly start?: Date;
  /** How many samples at most: the newest ones of the range. */
  readonly limit: number;
}

/** Samples of one series, oldest first; none for an unknown series. */
export class ReadSamples extends Query<Sample[]> {
  constructor(
    readonly tenant: string,
    readonly twinId: string,
    readonly assetId: string,
    readonly metric: string,
    readonly range: SampleRange,
  ) {
    super();
  }
}

/** A source.v1 document as it is posted; schemas/source.v1.json is its source. */
export interface SourceDocument {
  readonly name: string;
  readonly description?: string;
  readonly twin: Identity;
  readonly asset: Identity;
  readonly time?: TimePlace;
  readonly numbers_in_text?: { readonly decimal: DecimalMark };
  readonly metrics: readonly MetricPlace[] | { readonly all_of: string };
  readonly quality?: QualitySettings;
}

/** A place in the message, or the id itself: exactly one of the two. */
export interface Identity {
  readonly from?: string;
  readonly value?: string;
}

export interface TimePlace {
  readonly from: string;
  readonly format?: TimeFormat;
  readonly zone?: string;
  readonly optional?: boolean;
}

export type TimeFormat = 'auto' | 'rfc3339' | EpochUnit | 'local';
export type EpochUnit = 's' | 'ms' | 'us' | 'ns';
export type DecimalMark = '.' | ',';

export interface MetricPlace {
  readonly metric: string;
  readonly from: string;
  readonly unit?: string;
  readonly store_unit?: string;
  readonly scale?: number;
  readonly offset?: number;
  readonly range?: ValueRange;
  readonly required?: boolean;
}

export interface ValueRange {
  readonly min?: number;
  readonly max?: number;
}

export interface QualitySettings {
  readonly from?: string;
  readonly expected?: readonly string[];
  readonly stale_after_s?: number;
}

/** The metrics that are mapped one by one; none where all numbers of an object are taken. */
export function mappedMetrics({ metrics }: SourceDocument): readonly MetricPlace[] {
  return 'all_of' in metrics ? [] : metrics;
}

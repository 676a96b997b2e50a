import type { DistributionSpec } from './distribution-spec.js';

/** A parameter whose distribution is fitted to what an asset measured in the window before the run. */
export interface TelemetryParameter {
  readonly from: 'telemetry';
  /** Absent: the asset that the run is about. */
  readonly asset_id?: string;
  /** Absent: the metric with the parameter's name. */
  readonly metric?: string;
  /** A whole number and its unit, `s`, `m`, `h` or `d`: `24h`. */
  readonly window: string;
  readonly fit: 'normal' | 'empirical';
}

/** A constant, a distribution, or telemetry. */
export type ParameterSpec = number | DistributionSpec | TelemetryParameter;

export function isTelemetryParameter(spec: ParameterSpec): spec is TelemetryParameter {
  return typeof spec === 'object' && 'from' in spec;
}

import { NO_MOMENTS, type RunningMoments } from './running-moments.js';
import type { Severity } from './severity.js';

/** What the baseline of a series is, as an anomaly shows it. */
export interface Baseline {
  readonly mean: number;
  readonly std: number;
  readonly count: number;
}

/** An anomalous sample: `at` in milliseconds since 1970, `score` its |z|. */
export interface Finding {
  readonly at: number;
  readonly value: number;
  readonly score: number;
  readonly severity: Severity;
  readonly baseline: Baseline;
}

export interface OpenAnomaly {
  /** Time of the sample that opened it, in milliseconds since 1970. */
  readonly openedAt: number;
  /** The gravest so far. */
  readonly severity: Severity;
  /** Consecutive samples since the last anomalous one. */
  readonly calm: number;
  /** The anomalous samples, which become the baseline when it lasts. */
  readonly level: RunningMoments;
}

/** What the detector remembers of a series. Plain JSON, so that it can be stored as it is. */
export interface DetectorState {
  /** Time of the newest sample judged, in milliseconds since 1970. */
  readonly newest: number | null;
  readonly baseline: RunningMoments;
  /** Consecutive anomalous samples while none is open, and the gravest of them. */
  readonly streak: number;
  readonly gravest: Finding | null;
  readonly open: OpenAnomaly | null;
}

export const NEW_SERIES: DetectorState = { newest: null, baseline: NO_MOMENTS, streak: 0, gravest: null, open: null };

/** What a sample did to the series' anomaly. */
export type Transition =
  | { readonly kind: 'opened' | 'raised'; readonly openedAt: number; readonly finding: Finding }
  | { readonly kind: 'cleared'; readonly openedAt: number; readonly at: number };

export interface Judgement {
  readonly state: DetectorState;
  readonly transition?: Transition;
}

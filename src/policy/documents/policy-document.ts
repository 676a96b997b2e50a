import type { ConfidencePartName } from '../messages/decision.js';

/** A policy.v1 document as it is posted; schemas/policy.v1.json is its source. */
export interface PolicyDocument {
  readonly name: string;
  readonly description?: string;
  readonly selector: { readonly twins: readonly string[] };
  readonly rules: readonly PolicyRule[];
  readonly constraints?: readonly PolicyConstraint[];
}

export interface PolicyRule {
  readonly id: string;
  /** CEL over `anomaly` and `twin`. */
  readonly when: string;
  readonly simulate: {
    readonly scenario: string;
    /** Numbers, or CEL over `anomaly` and `twin` that gives one. */
    readonly parameters?: Readonly<Record<string, number | string>>;
    readonly samples?: number;
  };
  readonly decide: DecideSettings;
  readonly proposal?: { readonly expires_in_s?: number };
}

export interface DecideSettings {
  readonly approval: 'always' | 'by_confidence';
  readonly auto_execute?: readonly string[];
  readonly thresholds?: Partial<Thresholds>;
  readonly weights?: Partial<PartScores>;
  readonly missing?: Partial<PartScores>;
}

/** Confidence, 0 to 1, from which to act without a person, and from which to propose. */
export interface Thresholds {
  readonly auto: number;
  readonly propose: number;
}

export type PartScores = Readonly<Record<ConfidencePartName, number>>;

export interface PolicyConstraint {
  readonly id: string;
  /** CEL over `anomaly`, `twin` and `action`. */
  readonly deny: string;
  readonly reason: string;
}

/** What holds where a document says nothing; the schema publishes the same numbers. */
export const DEFAULT_THRESHOLDS: Thresholds = { auto: 0.9, propose: 0.7 };
export const DEFAULT_WEIGHTS: PartScores = { history: 0.25, data_quality: 0.25, simulation: 0.3, consensus: 0.2 };
export const DEFAULT_MISSING: PartScores = { history: 0.5, data_quality: 0, simulation: 0, consensus: 0.5 };
export const DEFAULT_EXPIRY_S = 3600;

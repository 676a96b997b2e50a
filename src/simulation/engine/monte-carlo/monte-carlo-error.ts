/** `invalid-plan`: cannot be run; `too-large`: would keep too many values; `non-finite-kpi`: a KPI left the numbers. */
export type MonteCarloErrorKind = 'invalid-plan' | 'too-large' | 'non-finite-kpi';

/** The first sample whose KPI cannot be used. */
export interface UnusableSample {
  readonly candidate_id: string;
  readonly kpi: string;
  readonly sample: number;
  /** The values of the candidate's parameters in that sample. */
  readonly parameters: Readonly<Record<string, number>>;
}

/** A run that cannot be done, or whose numbers mean nothing. */
export class MonteCarloError extends Error {
  override readonly name = 'MonteCarloError';

  /** @param sample with the kind `non-finite-kpi` */
  constructor(
    readonly kind: MonteCarloErrorKind,
    message: string,
    readonly sample?: UnusableSample,
  ) {
    super(message);
  }
}

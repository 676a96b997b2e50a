/** Mean and standard deviation (at least 0). */
export interface NormalSpec {
  readonly dist: 'normal';
  readonly mean: number;
  readonly std: number;
}

/** Evenly between low and high. */
export interface UniformSpec {
  readonly dist: 'uniform';
  readonly low: number;
  readonly high: number;
}

/** Low ≤ mode ≤ high. */
export interface TriangularSpec {
  readonly dist: 'triangular';
  readonly low: number;
  readonly mode: number;
  readonly high: number;
}

/** Mean and standard deviation (at least 0) of the logarithm. */
export interface LognormalSpec {
  readonly dist: 'lognormal';
  readonly mu: number;
  readonly sigma: number;
}

/** On 0 to 1, both shapes above 0. */
export interface BetaSpec {
  readonly dist: 'beta';
  readonly alpha: number;
  readonly beta: number;
}

/** Mean shape · scale, both above 0. */
export interface GammaSpec {
  readonly dist: 'gamma';
  readonly shape: number;
  readonly scale: number;
}

/** Mean 1 / rate, rate above 0. */
export interface ExponentialSpec {
  readonly dist: 'exponential';
  readonly rate: number;
}

/** Shape and scale above 0. */
export interface WeibullSpec {
  readonly dist: 'weibull';
  readonly shape: number;
  readonly scale: number;
}

/** Counts with mean `rate`, 0 to 10^9. */
export interface PoissonSpec {
  readonly dist: 'poisson';
  readonly rate: number;
}

/** Each value with a probability in proportion to its weight. */
export interface DiscreteSpec {
  readonly dist: 'discrete';
  readonly values: readonly number[];
  readonly weights: readonly number[];
}

/** One of the observed values, each as likely. */
export interface EmpiricalSpec {
  readonly dist: 'empirical';
  readonly values: readonly number[];
}

/** What is random about a parameter, as on the wire. */
export type DistributionSpec =
  | NormalSpec
  | UniformSpec
  | TriangularSpec
  | LognormalSpec
  | BetaSpec
  | GammaSpec
  | ExponentialSpec
  | WeibullSpec
  | PoissonSpec
  | DiscreteSpec
  | EmpiricalSpec;

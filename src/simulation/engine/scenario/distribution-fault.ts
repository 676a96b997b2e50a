import type { DistributionSpec } from './distribution-spec.js';

const MAX_POISSON_RATE = 1e9;

/** What is wrong with the numbers of a distribution, in words; undefined when it can be sampled. */
export function distributionFault(spec: DistributionSpec): string | undefined {
  const broken = Object.values(spec)
    .flat()
    .some((value) => typeof value === 'number' && !Number.isFinite(value));
  if (broken) return 'every number must be finite';
  switch (spec.dist) {
    case 'normal':
      return unless(spec.std >= 0, 'std must not be negative');
    case 'lognormal':
      return unless(spec.sigma >= 0, 'sigma must not be negative');
    case 'uniform':
      return unless(spec.low <= spec.high, 'low must not exceed high') ?? finiteRange(spec);
    case 'triangular':
      return (
        unless(spec.low <= spec.high, 'low must not exceed high') ??
        unless(spec.low <= spec.mode && spec.mode <= spec.high, 'mode must lie between low and high') ??
        finiteRange(spec)
      );
    case 'beta':
      return unless(spec.alpha > 0 && spec.beta > 0, 'alpha and beta must be above 0');
    case 'gamma':
    case 'weibull':
      return unless(spec.shape > 0 && spec.scale > 0, 'shape and scale must be above 0');
    case 'exponential':
      return unless(spec.rate > 0, 'rate must be above 0');
    case 'poisson':
      return unless(spec.rate >= 0 && spec.rate <= MAX_POISSON_RATE, `rate must be 0 to ${MAX_POISSON_RATE}`);
    case 'discrete':
      return weightsFault(spec.values, spec.weights);
    case 'empirical':
      return unless(spec.values.length > 0, 'values must not be empty');
  }
}

function weightsFault(values: readonly number[], weights: readonly number[]): string | undefined {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return (
    unless(values.length > 0, 'values must not be empty') ??
    unless(values.length === weights.length, 'values and weights must be as many') ??
    unless(
      weights.every((weight) => weight >= 0),
      'weights must not be negative',
    ) ??
    unless(total > 0 && Number.isFinite(total), 'the sum of weights must be above 0 and finite')
  );
}

function finiteRange({ low, high }: { low: number; high: number }): string | undefined {
  return unless(Number.isFinite((high - low) ** 2), 'low and high are too far apart');
}

function unless(valid: boolean, fault: string): string | undefined {
  return valid ? undefined : fault;
}

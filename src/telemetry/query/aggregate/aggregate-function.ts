import { BOUNDED_VALUE, meanSquares } from '../../rollup/rollup-statements.js';

export const AGGREGATE_FUNCTIONS = [
  'avg',
  'min',
  'max',
  'sum',
  'count',
  'stddev',
  'first',
  'last',
  'p50',
  'p95',
  'p99',
] as const;
export type AggregateFunction = (typeof AGGREGATE_FUNCTIONS)[number];

/** How a function is computed from parts: two columns of each part, `a` and `b`, and the value of a bucket of parts. */
export interface PartialForm {
  /** Columns a, b of a part that is a row of a rollup. */
  readonly ofRollup: string;
  /** Columns a, b of a part that is a group of samples (ts, value). */
  readonly ofSamples: string;
  /** Of parts with a, b, count, and the bucket's mean of a / count. */
  readonly value: string;
}

export type MomentFunction = Exclude<AggregateFunction, 'p50' | 'p95' | 'p99'>;

const NONE = 'NULL::float8';

export const PARTIAL_FORMS: Readonly<Record<MomentFunction, PartialForm>> = {
  avg: form('sum', NONE, `sum(${BOUNDED_VALUE})`, NONE, 'sum(a) / sum(count)'),
  sum: form('sum', NONE, `sum(${BOUNDED_VALUE})`, NONE, 'sum(a)'),
  min: form('min', NONE, 'min(value)', NONE, 'min(a)'),
  max: form('max', NONE, 'max(value)', NONE, 'max(a)'),
  count: form(NONE, NONE, NONE, NONE, 'sum(count)'),
  stddev: form(
    'sum',
    'squares',
    `sum(${BOUNDED_VALUE})`,
    `var_pop(${BOUNDED_VALUE}) * count(*)`,
    `sqrt(sum(b + ${meanSquares('a')}) / nullif(sum(count) - 1, 0))`,
  ),
  first: form(
    'first',
    `date_part('epoch', first_ts)`,
    '(array_agg(value ORDER BY ts))[1]',
    `date_part('epoch', min(ts))`,
    '(array_agg(a ORDER BY b))[1]',
  ),
  last: form(
    'last',
    `date_part('epoch', last_ts)`,
    '(array_agg(value ORDER BY ts DESC))[1]',
    `date_part('epoch', max(ts))`,
    '(array_agg(a ORDER BY b DESC))[1]',
  ),
};

const QUANTILES = { p50: 0.5, p95: 0.95, p99: 0.99 } as const;

/** From 0 to 1; undefined for a function that is no quantile. */
export function quantileOf(name: AggregateFunction): number | undefined {
  return name in QUANTILES ? QUANTILES[name as keyof typeof QUANTILES] : undefined;
}

function form(rollupA: string, rollupB: string, samplesA: string, samplesB: string, value: string): PartialForm {
  return {
    ofRollup: `${rollupA} AS a, ${rollupB} AS b`,
    ofSamples: `${samplesA} AS a, ${samplesB} AS b`,
    value,
  };
}

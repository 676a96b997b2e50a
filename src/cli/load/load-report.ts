import type { LoadOptions } from './load-options.js';
import type { Tally } from './tally.js';

const QUANTILES = { p50: 0.5, p90: 0.9, p99: 0.99, p99_9: 0.999 } as const;

/** How a load went, as `--json` prints it. */
export interface LoadReport {
  readonly way: 'http' | 'mqtt';
  /** `open` offers a rate and counts the wait for a connection; `closed` sends when the last answer is there. */
  readonly model: 'open' | 'closed';
  readonly connections: number;
  /** Seconds that were counted. */
  readonly seconds: number;
  readonly requests: number;
  readonly accepted_readings: number;
  readonly accepted_samples: number;
  /** Null over MQTT, which does not tell. */
  readonly rejected_readings: number | null;
  readonly requests_per_second: number;
  readonly readings_per_second: number;
  readonly samples_per_second: number;
  /** How often each status came that accepted nothing. */
  readonly errors: Readonly<Record<string, number>>;
  /** Of requests and messages that were taken. */
  readonly latency_ms: Readonly<Record<keyof typeof QUANTILES | 'mean' | 'max', number>>;
  /** The share of the time in which this process had something to do; near 1 it is the bottleneck itself. */
  readonly generator_busy: number;
}

export function loadReport(options: LoadOptions, tally: Tally, seconds: number, generatorBusy: number): LoadReport {
  const { answered, accepted, rejected, errors } = tally;
  const samples = accepted * options.metrics;
  const rate = (count: number) => (seconds > 0 ? Math.round(count / seconds) : 0);
  return {
    way: options.mqtt === undefined ? 'http' : 'mqtt',
    model: options.rate === undefined ? 'closed' : 'open',
    connections: options.connections,
    seconds: rounded(seconds),
    requests: answered,
    accepted_readings: accepted,
    accepted_samples: samples,
    rejected_readings: options.mqtt === undefined ? rejected : null,
    requests_per_second: rate(answered),
    readings_per_second: rate(accepted),
    samples_per_second: rate(samples),
    errors: Object.fromEntries(errors),
    latency_ms: latencies(tally),
    generator_busy: rounded(generatorBusy),
  };
}

function latencies({ latency }: Tally): LoadReport['latency_ms'] {
  return {
    p50: rounded(latency.quantile(QUANTILES.p50)),
    p90: rounded(latency.quantile(QUANTILES.p90)),
    p99: rounded(latency.quantile(QUANTILES.p99)),
    p99_9: rounded(latency.quantile(QUANTILES.p99_9)),
    max: rounded(latency.max),
    mean: rounded(latency.mean),
  };
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

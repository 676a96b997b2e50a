import type { Random } from '../harness/random.js';

/** A request as it is before anything is done to it. */
export interface FuzzBody {
  readonly path: string;
  readonly type: string;
  readonly text: string;
  /** The values of its readings, each of which no other reading has. */
  readonly values: readonly number[];
}

const START = Date.UTC(2026, 10, 20);
const MERSENNE = 2 ** 31 - 1;

/** Values that jump about, so that no detector sees a trend, and that no damaged number happens to be. */
function valueOf(serial: number): number {
  return Number((BigInt(serial) * 48_271n) % BigInt(MERSENNE)) * 1024 + 17;
}

/** Makes valid bodies of every format; each reading has an instant and a value of its own. */
export class ValidBodies {
  private serial = 0;

  constructor(private readonly random: Random) {}

  next(): FuzzBody {
    switch (this.random.whole(5)) {
      case 0:
        return this.single();
      case 1:
        return this.array();
      case 2:
        return this.ndjson();
      case 3:
        return this.influx();
      default:
        return this.otlp();
    }
  }

  private single(): FuzzBody {
    const { at, value } = this.sample();
    return {
      path: '/telemetry/ingest',
      type: 'application/json',
      text: reading('fuzz_one', at, value),
      values: [value],
    };
  }

  private array(): FuzzBody {
    const samples = this.samples();
    const text = `[${samples.map(({ at, value }) => reading('fuzz_many', at, value)).join(',')}]`;
    return { path: '/telemetry/ingest', type: 'application/json', text, values: samples.map(({ value }) => value) };
  }

  private ndjson(): FuzzBody {
    const samples = this.samples();
    const text = samples.map(({ at, value }) => `${reading('fuzz_lines', at, value)}\n`).join('');
    return { path: '/telemetry/ingest', type: 'application/x-ndjson', text, values: samples.map(({ value }) => value) };
  }

  private influx(): FuzzBody {
    const samples = this.samples();
    const text = samples
      .map(({ at, value }) => `a${value % 7},twin_id=fuzz_influx m=${value},s="x \\" y" ${at}000000`)
      .join('\n');
    return {
      path: '/api/v2/write?bucket=b',
      type: 'text/plain; charset=utf-8',
      text,
      values: samples.map(({ value }) => value),
    };
  }

  private otlp(): FuzzBody {
    const samples = this.samples();
    const attributes = Object.entries({ 'service.name': 'tool', twin_id: 'fuzz_otlp' }).map(([key, stringValue]) => ({
      key,
      value: { stringValue },
    }));
    const points = samples.map(({ at, value }) => ({ timeUnixNano: `${at}000000`, asInt: String(value) }));
    const half = points.length >> 1;
    const metrics = [
      { name: 'm', gauge: { dataPoints: points.slice(0, half) } },
      { name: 'm', sum: { aggregationTemporality: 2, dataPoints: points.slice(half) } },
    ];
    const text = JSON.stringify({ resourceMetrics: [{ resource: { attributes }, scopeMetrics: [{ metrics }] }] });
    return { path: '/v1/metrics', type: 'application/json', text, values: samples.map(({ value }) => value) };
  }

  private samples(): { at: number; value: number }[] {
    return Array.from({ length: 1 + this.random.whole(6) }, () => this.sample());
  }

  private sample(): { at: number; value: number } {
    this.serial += 1;
    return { at: START + this.serial * 3, value: valueOf(this.serial) };
  }
}

function reading(twin: string, at: number, value: number): string {
  const ts = value % 2 ? new Date(at).toISOString() : at;
  return JSON.stringify({
    twin_id: twin,
    asset_id: `a${value % 7}`,
    ts,
    metrics: { m: value },
    quality: 1,
    tags: { k: 'v' },
  });
}

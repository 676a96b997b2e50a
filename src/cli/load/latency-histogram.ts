/** Values below this have a bucket each; above, every doubling has half as many. */
const LINEAR = 256;
const HALF = LINEAR / 2;
/** About 35 minutes in microseconds, the longest time that is told apart. */
const MOST_US = 2 ** 31 - 1;
const BUCKETS = bucketOf(MOST_US) + 1;

/**
 * Counts latencies in log-linear buckets, as HdrHistogram does (Tene, hdrhistogram.org): any number of values in the
 * same memory. A quantile is the middle of its bucket, at most 0.4 % (1/256) or half a microsecond off.
 */
export class LatencyHistogram {
  readonly #counts = new Float64Array(BUCKETS);
  #count = 0;
  #sum = 0;
  #max = 0;

  get count(): number {
    return this.#count;
  }

  /** The largest latency in milliseconds, exactly; 0 without any. */
  get max(): number {
    return this.#max;
  }

  /** The mean in milliseconds; 0 without any latency. */
  get mean(): number {
    return this.#count === 0 ? 0 : this.#sum / this.#count;
  }

  /** @param ms a latency in milliseconds; a negative one counts as 0 */
  add(ms: number): void {
    const us = Math.min(MOST_US, Math.max(0, Math.round(ms * 1000)));
    const bucket = bucketOf(us);
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#count += 1;
    this.#sum += ms;
    if (ms > this.#max) this.#max = ms;
  }

  /** The latency in milliseconds that a share of all, 0 to 1, does not exceed; 0 without any. */
  quantile(share: number): number {
    let rest = Math.max(1, Math.ceil(share * this.#count));
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      rest -= this.#counts[bucket] ?? 0;
      if (rest <= 0) return Math.min(this.#max, middleOf(bucket) / 1000);
    }
    return 0;
  }

  reset(): void {
    this.#counts.fill(0);
    this.#count = 0;
    this.#sum = 0;
    this.#max = 0;
  }
}

function bucketOf(us: number): number {
  if (us < LINEAR) return us;
  const shift = 24 - Math.clz32(us);
  return shift * HALF + (us >>> shift);
}

function middleOf(bucket: number): number {
  if (bucket < LINEAR) return bucket;
  const shift = Math.floor(bucket / HALF) - 1;
  return (bucket - shift * HALF + 0.5) * 2 ** shift;
}

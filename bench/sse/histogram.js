const STEP_US = 100;
const STEPS = 300_000;

/** Times in steps of 0.1 ms up to 30 s. */
export class Histogram {
  counts = new Uint32Array(STEPS);
  total = 0;
  maxUs = 0;

  add(us) {
    this.counts[Math.min(Math.floor(us / STEP_US), STEPS - 1)] += 1;
    this.total += 1;
    if (us > this.maxUs) this.maxUs = us;
  }

  /** In milliseconds. */
  percentile(share) {
    const rank = Math.ceil(share * this.total);
    for (let i = 0, seen = 0; i < STEPS; i++) {
      seen += this.counts[i];
      if (seen >= rank && seen > 0) return ((i + 1) * STEP_US) / 1000;
    }
    return 0;
  }

  summary() {
    return {
      p50: this.percentile(0.5),
      p95: this.percentile(0.95),
      p99: this.percentile(0.99),
      max: this.maxUs / 1000,
    };
  }
}

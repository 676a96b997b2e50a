import { at, BLOCK_SIZE } from '../block.js';
import { Moments } from '../statistics/moments.js';
import type { BlockArithmetic, Fill } from './block-arithmetic.js';

/** Doubles that a block's summary takes: whether it is done and usable, the mean, and the squared deviations. */
const SUMMARY = 3;
const USABLE = 1;

const PROBABILITIES = [0.05, 0.25, 0.5, 0.75, 0.95, 0.99] as const;

/** All values of one KPI, and their moments so far. 8 bytes a sample. */
export class KpiTally {
  private readonly summaries: Float64Array;
  private readonly found: Float64Array;
  private collected = Moments.NONE;

  /**
   * @param evaluate writes values, from what the parameters' columns hold
   * @param samples that the run draws at most
   */
  constructor(
    private readonly arithmetic: BlockArithmetic,
    readonly values: Float64Array,
    readonly evaluate: Fill,
    private readonly samples: number,
  ) {
    this.found = arithmetic.kept(PROBABILITIES.length);
    this.summaries = arithmetic.kept(SUMMARY * Math.ceil(samples / BLOCK_SIZE));
  }

  get moments(): Moments {
    return this.collected;
  }

  /** Notes the moments of a block of 4096 samples that has been evaluated, in any order of blocks and by any thread. */
  summarise(block: number): void {
    const [from, to] = this.boundsOf(block);
    const moments = this.arithmetic.moments(this.values, from, to);
    this.summaries.set(moments ? [USABLE, moments.mean, moments.squares] : [0, 0, 0], SUMMARY * block);
  }

  /** Whether all values of a summarised block are finite and not too large. */
  isUsable(block: number): boolean {
    return at(this.summaries, SUMMARY * block) === USABLE;
  }

  /** Adds a summarised block to the moments. The order matters to their rounding: to be called from first to last. */
  collect(block: number): void {
    const [from, to] = this.boundsOf(block);
    const [mean, squares] = [at(this.summaries, SUMMARY * block + 1), at(this.summaries, SUMMARY * block + 2)];
    this.collected = this.collected.merge(new Moments(to - from, mean, squares));
  }

  /** Finds the quantiles at PROBABILITIES of the first `count` values, for all threads to see. */
  findQuantiles(count: number): void {
    this.found.set(this.arithmetic.quantiles(this.values, count, PROBABILITIES));
  }

  /** What findQuantiles found. */
  get quantiles(): Float64Array {
    return this.found;
  }

  private boundsOf(block: number): [number, number] {
    const from = block * BLOCK_SIZE;
    return [from, Math.min(from + BLOCK_SIZE, this.samples)];
  }
}

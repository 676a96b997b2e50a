import { BLOCK_SIZE } from '../block.js';
import { samplerFor } from '../distributions/sampler-for.js';
import { compileExpression, type BlockEvaluator } from '../expression/compile-expression.js';
import type { Expression } from '../expression/expression.js';
import { ScratchBuffers } from '../expression/scratch-buffers.js';
import type { BlockArithmetic, Fill } from '../monte-carlo/block-arithmetic.js';
import { firstUnusable } from '../monte-carlo/plain-arithmetic.js';
import type { UniformStream } from '../random/uniform-stream.js';
import type { DistributionSpec } from '../scenario/distribution-spec.js';
import { Moments } from '../statistics/moments.js';
import { quantiles } from '../statistics/quantiles.js';
import { BracketedQuantiles } from './bracketed-quantiles.js';
import { kpiFunctionsOn, type KpiFunction } from './kpi-functions.js';
import { inputsOf } from './kpi-code.js';
import { RunMemory } from './run-memory.js';
import { UNIFORMS_STEP } from './uniform-code.js';
import { vectorLibraryOn, type VectorLibrary } from './vector-library.js';
import { vectorSamplerFor } from './vector-fill.js';

/** Values that quantiles are cheaper without brackets of. */
const FEW_VALUES = 100_000;
/** Values that make a pair of four sums. */
const SUM_LANES = 4;

/**
 * Vector code, generated for the run's KPIs, on one memory. What the code does not know is computed as PlainArithmetic
 * does: samples of distributions by rejection or tables, and blocks with an argument that a function has no code for.
 */
export class VectorArithmetic implements BlockArithmetic {
  private readonly library: VectorLibrary;
  private readonly buffers: ScratchBuffers;
  private readonly expressions = new Set<Expression>();
  private readonly uniforms: number;
  private readonly list: number;
  private readonly sums: number;
  private readonly brackets: BracketedQuantiles;
  private functions: ReadonlyMap<Expression, KpiFunction> | undefined;

  /** @param size samples in the longest piece, a multiple of 8 */
  constructor(
    private readonly memory: RunMemory,
    size: number,
  ) {
    this.library = vectorLibraryOn(memory.memory);
    this.buffers = new ScratchBuffers(size);
    this.uniforms = memory.scratch(RunMemory.bytesOf(size) + UNIFORMS_STEP);
    this.list = memory.scratch(RunMemory.bytesOf(size));
    this.sums = memory.scratch(RunMemory.bytesOf(2 * SUM_LANES));
    this.brackets = new BracketedQuantiles(memory, this.library);
  }

  scratch(length: number): Float64Array {
    return this.memory.doubles(this.memory.scratch(RunMemory.bytesOf(length)), length);
  }

  kept(length: number): Float64Array {
    return this.memory.doubles(this.memory.kept(RunMemory.bytesOf(length)), length);
  }

  filler(spec: DistributionSpec, column: Float64Array, stream: UniformStream): Fill {
    const plain = samplerFor(spec);
    const sample = vectorSamplerFor(spec, this.library);
    return (first, count) => {
      if (!sample || first % 2 !== 0) {
        plain(column, stream, first, count);
        return;
      }
      const { seed, parameter } = stream;
      this.library.uniforms(
        this.uniforms,
        Math.ceil((8 * count) / UNIFORMS_STEP) * UNIFORMS_STEP,
        first / 2,
        seed,
        parameter,
      );
      sample(this.uniforms, column.byteOffset, pairBytes(count), this.list);
    };
  }

  evaluator(expression: Expression, columns: ReadonlyMap<string, Float64Array>, out: Float64Array): Fill {
    this.expressions.add(expression);
    const addresses = inputsOf(expression).map((name) => columns.get(name)?.byteOffset ?? 0);
    let plain: BlockEvaluator | undefined;
    return (first, count) => {
      const compute = this.compiled().get(expression);
      if (compute?.(out.byteOffset + 8 * first, pairBytes(count), ...addresses) === 1) return;
      plain ??= compileExpression(expression, columns, this.buffers);
      out.set(plain(count).subarray(0, count), first);
    };
  }

  moments(values: Float64Array, from: number, to: number): Moments | undefined {
    const count = to - from;
    if (count % SUM_LANES !== 0 || count > BLOCK_SIZE) {
      return firstUnusable(values, from, to) === undefined ? Moments.of(values, from, to) : undefined;
    }
    const address = values.byteOffset + 8 * from;
    const sums = this.memory.doubles(this.sums, 2 * SUM_LANES);
    if (this.library.sums(address, 8 * count, this.sums) !== 1) return undefined;
    const mean = inPairs(sums, 0) / count;
    this.library.deviations(address, 8 * count, this.sums, mean);
    return Moments.around(count, mean, inPairs(sums, 0), inPairs(sums, SUM_LANES));
  }

  quantiles(values: Float64Array, count: number, probabilities: readonly number[]): number[] {
    const found = count < FEW_VALUES ? undefined : this.brackets.of(values, count, probabilities);
    return found ?? quantiles(values.slice(0, count), probabilities);
  }

  private compiled(): ReadonlyMap<Expression, KpiFunction> {
    this.functions ??= kpiFunctionsOn(this.memory.memory, [...this.expressions]);
    return this.functions;
  }
}

function pairBytes(count: number): number {
  return Math.ceil(count / 2) * 16;
}

/** Four sums in the order of Moments. */
function inPairs(sums: Float64Array, from: number): number {
  const [a = NaN, b = NaN, c = NaN, d = NaN] = sums.subarray(from, from + SUM_LANES);
  return a + b + (c + d);
}

import { UniformStream } from '../random/uniform-stream.js';
import { isTelemetryParameter, type ParameterSpec } from '../scenario/parameter-spec.js';
import type { ScenarioDocument } from '../scenario/scenario-document.js';
import type { BlockArithmetic, Fill } from './block-arithmetic.js';

/**
 * The blocks of parameter values of a run. A parameter's stream is keyed by its place among the sorted names, so that the
 * order of a JSON object's members changes nothing. Candidates share the stream of a parameter, and the block too where
 * they agree on its distribution.
 */
export class ParameterColumns {
  private readonly columns = new Map<string, Float64Array>();
  private readonly fills: Fill[] = [];

  /** @param size samples in the longest block */
  constructor(
    private readonly scenario: ScenarioDocument,
    private readonly seed: number,
    private readonly size: number,
    private readonly arithmetic: BlockArithmetic,
  ) {}

  /** The columns that a candidate sees, by parameter name. To be asked before the first fill. */
  of(overrides: Readonly<Record<string, ParameterSpec>> = {}): ReadonlyMap<string, Float64Array> {
    const replaced = new Map(Object.entries(overrides));
    const specs = Object.entries(this.scenario.parameters).sort(([a], [b]) => (a < b ? -1 : 1));
    return new Map(specs.map(([name, spec], index) => [name, this.column(name, index, replaced.get(name) ?? spec)]));
  }

  /** Fills every random column with `count` samples from sample `first` on. */
  fill(first: number, count: number): void {
    for (const fill of this.fills) fill(first, count);
  }

  private column(name: string, index: number, spec: ParameterSpec): Float64Array {
    const key = `${name} ${JSON.stringify(spec)}`;
    const known = this.columns.get(key);
    if (known) return known;
    const column = this.arithmetic.scratch(this.size);
    this.columns.set(key, column);
    if (typeof spec === 'number') column.fill(spec);
    else if (!isTelemetryParameter(spec)) {
      this.fills.push(this.arithmetic.filler(spec, column, new UniformStream(this.seed, index)));
    }
    return column;
  }
}

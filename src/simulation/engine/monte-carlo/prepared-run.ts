import { ExpressionError } from '../expression/expression-error.js';
import type { Expression } from '../expression/expression.js';
import { namesIn } from '../expression/names-in.js';
import { parseExpression } from '../expression/parse-expression.js';
import type { BlockArithmetic } from './block-arithmetic.js';
import type { CandidateRun } from './candidate-run.js';
import type { CheckedPlan } from './check-plan.js';
import { KpiTally } from './kpi-tally.js';
import { MonteCarloError } from './monte-carlo-error.js';
import { ParameterColumns } from './parameter-columns.js';

/** Kept values of a run, at 8 bytes each: 1 GiB. */
const MAX_KEPT_VALUES = 2 ** 27;

/** A plan made ready: parameters to fill, then tallies to evaluate, block by block. */
export interface PreparedRun {
  readonly columns: ParameterColumns;
  readonly candidates: readonly CandidateRun[];
  /** The different tallies of all candidates. */
  readonly tallies: ReadonlySet<KpiTally>;
}

/**
 * Compiles the KPIs of every candidate. Candidates share the tally of a KPI that uses no parameter on which they differ.
 * @param pieceSize samples that are filled at once, at most
 * @throws MonteCarloError `invalid-plan` for an expression that cannot be read, `too-large` beyond 2^27 kept values
 */
export function prepareRun(plan: CheckedPlan, arithmetic: BlockArithmetic, pieceSize: number): PreparedRun {
  const { scenario, samples, seed, goal } = plan;
  const columns = new ParameterColumns(scenario, seed, pieceSize, arithmetic);
  const kpis = parseKpis(scenario.kpis, new Set(Object.keys(scenario.parameters)));
  const known: { kpi: string; inputs: readonly (Float64Array | undefined)[]; tally: KpiTally }[] = [];

  const tallyOf = (kpi: string, tree: Expression, values: ReadonlyMap<string, Float64Array>): KpiTally => {
    const inputs = namesIn(tree).map(({ name }) => values.get(name));
    const same = known.find(
      (other) => other.kpi === kpi && other.inputs.every((input, index) => input === inputs[index]),
    );
    if (same) return same.tally;
    if ((known.length + 1) * samples > MAX_KEPT_VALUES) throw tooLarge();
    const kept = arithmetic.kept(samples);
    const tally = new KpiTally(arithmetic, kept, arithmetic.evaluator(tree, values, kept), samples);
    known.push({ kpi, inputs, tally });
    return tally;
  };

  const candidates = scenario.candidates.map(({ id, parameters }) => {
    const values = columns.of(parameters);
    const tallies = new Map(kpis.map(([kpi, tree]) => [kpi, tallyOf(kpi, tree, values)]));
    const objective = tallies.get(goal.kpi);
    if (!objective) throw new MonteCarloError('invalid-plan', `There is no KPI "${goal.kpi}"`);
    return { id, columns: values, tallies, objective };
  });
  return { columns, candidates, tallies: new Set(known.map(({ tally }) => tally)) };
}

function parseKpis(kpis: Readonly<Record<string, string>>, names: ReadonlySet<string>): [string, Expression][] {
  return Object.entries(kpis).map(([kpi, source]) => {
    try {
      return [kpi, parseExpression(source, names)];
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      throw new MonteCarloError('invalid-plan', `KPI "${kpi}": ${error.message}`);
    }
  });
}

function tooLarge(): MonteCarloError {
  const limit = `samples × candidates × KPIs must stay below ${MAX_KEPT_VALUES}`;
  return new MonteCarloError('too-large', `The simulation would keep too many values: ${limit}`);
}

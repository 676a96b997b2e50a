import { at } from '../block.js';
import { MonteCarloError } from './monte-carlo-error.js';
import { firstUnusable } from './plain-arithmetic.js';
import type { PreparedRun } from './prepared-run.js';

/**
 * Looks through the values from..to-1 of every KPI, of a block that is not usable.
 * @throws MonteCarloError with the kind `non-finite-kpi` for the first that is not finite or beyond ±10^150
 */
export function refuseUnusableSamples(run: PreparedRun, from: number, to: number): void {
  for (const candidate of run.candidates) {
    for (const [kpi, tally] of candidate.tallies) {
      const sample = firstUnusable(tally.values, from, to);
      if (sample === undefined) continue;
      // Drawn again: by now the columns hold a later block.
      run.columns.fill(sample, 1);
      const parameters = Object.fromEntries([...candidate.columns].map(([name, column]) => [name, at(column, 0)]));
      throw new MonteCarloError(
        'non-finite-kpi',
        `KPI "${kpi}" of candidate "${candidate.id}" is ${describe(at(tally.values, sample))} in sample ${sample}, ` +
          `with ${JSON.stringify(parameters)}`,
        { candidate_id: candidate.id, kpi, sample, parameters },
      );
    }
  }
}

function describe(value: number): string {
  return Number.isNaN(value) ? 'not a number' : Number.isFinite(value) ? `too large (${value})` : 'infinite';
}

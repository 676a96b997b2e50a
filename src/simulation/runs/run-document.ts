import { ProblemError } from '../../platform/http/problems/problem.error.js';
import type { ScenarioDocument } from '../engine/index.js';

/**
 * The scenario as one run computes it: parameters fixed to a number, candidates replaced, as asked.
 * @returns a document that is still to be validated
 * @throws ProblemError 422 naming each parameter that the scenario does not have
 */
export function runDocument(
  scenario: ScenarioDocument,
  asked: {
    readonly parameters?: Readonly<Record<string, number>> | undefined;
    readonly candidates?: readonly object[] | undefined;
    readonly samples?: number | undefined;
  },
): object {
  const known = new Set(Object.keys(scenario.parameters));
  const unknown = Object.keys(asked.parameters ?? {}).filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new ProblemError('validation-failed', 'The scenario has no such parameters; see errors.', {
      errors: unknown.map((name) => ({
        pointer: `/parameters/${name}`,
        code: 'unknown-parameter',
        message: `The scenario ${scenario.name} has no parameter ${name}; it has ${[...known].join(', ')}`,
      })),
    });
  }
  return {
    ...scenario,
    parameters: { ...scenario.parameters, ...asked.parameters },
    ...(asked.candidates ? { candidates: asked.candidates } : {}),
    ...(asked.samples === undefined ? {} : { n_samples: asked.samples }),
  };
}

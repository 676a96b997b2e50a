import type { Candidate, CandidateAction } from './candidate.js';
import { replaceReferences } from './parameter-references.js';
import type { ScenarioDocument } from './scenario-document.js';

/**
 * The action of a candidate with every `{ "$parameter": "name" }` replaced by the constant that it stands for; undefined
 * when the candidate stands for no action.
 * @throws RangeError when a reference names no constant parameter, which a validated scenario never does
 */
export function resolveAction(scenario: ScenarioDocument, candidate: Candidate): CandidateAction | undefined {
  const { action } = candidate;
  if (action?.params === undefined) return action;
  const constants = new Map(Object.entries({ ...scenario.parameters, ...candidate.parameters }));
  const constant = (name: string): number => {
    const value = constants.get(name);
    if (typeof value !== 'number') throw new RangeError(`"${name}" is not a constant parameter of "${candidate.id}"`);
    return value;
  };
  const params = Object.entries(action.params).map(
    ([key, value]) => [key, replaceReferences(value, constant)] as const,
  );
  return { ...action, params: Object.fromEntries(params) };
}

import { isRecord } from '../is-record.js';
import { jsonPointer } from '../json-pointer.js';
import { parameterReferences } from '../parameter-references.js';
import type { ScenarioFault } from '../scenario-fault.js';
import type { CandidateOutline, ScenarioOutline } from '../scenario-outline.js';
import type { ScenarioRule } from './scenario-rule.js';

/** Every `{ "$parameter": "name" }` in an action stands for a parameter that is constant in its candidate. */
export const actionRule: ScenarioRule = (outline) =>
  outline.candidates.flatMap((candidate, index) => {
    const params = isRecord(candidate.action) ? candidate.action.params : undefined;
    return parameterReferences(params).flatMap((reference) => {
      const pointer = jsonPointer('candidates', index, 'action', 'params', ...reference.path);
      if ('problem' in reference) return [{ pointer, code: 'invalid-reference', message: reference.problem }];
      const fault = faultOf(reference.name, candidate, outline);
      return fault ? [{ pointer, ...fault }] : [];
    });
  });

function faultOf(
  name: string,
  candidate: CandidateOutline,
  { parameters }: ScenarioOutline,
): Omit<ScenarioFault, 'pointer'> | undefined {
  const spec = candidate.parameters.get(name) ?? parameters.get(name);
  if (spec === undefined) return { code: 'unknown-parameter', message: `The scenario has no parameter "${name}"` };
  if (typeof spec === 'number') return undefined;
  return { code: 'parameter-not-constant', message: `"${name}" is not a constant in this candidate` };
}

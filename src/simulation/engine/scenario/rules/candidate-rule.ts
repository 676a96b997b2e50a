import { jsonPointer } from '../json-pointer.js';
import type { ScenarioFault } from '../scenario-fault.js';
import type { ScenarioRule } from './scenario-rule.js';

/** Candidates have ids of their own and replace known parameters only. */
export const candidateRule: ScenarioRule = ({ candidates, parameters }) => {
  const faults: ScenarioFault[] = [];
  const seen = new Set<unknown>();
  candidates.forEach(({ id, parameters: replaced }, index) => {
    if (typeof id === 'string' && seen.has(id)) {
      const pointer = jsonPointer('candidates', index, 'id');
      faults.push({ pointer, code: 'duplicate-candidate', message: `Another candidate has the id "${id}"` });
    }
    seen.add(id);
    for (const name of replaced.keys()) {
      if (parameters.has(name)) continue;
      const pointer = jsonPointer('candidates', index, 'parameters', name);
      faults.push({ pointer, code: 'unknown-parameter', message: `The scenario has no parameter "${name}"` });
    }
  });
  return faults;
};

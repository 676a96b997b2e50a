import { distributionFault } from '../distribution-fault.js';
import type { DistributionSpec } from '../distribution-spec.js';
import { isRecord } from '../is-record.js';
import { jsonPointer } from '../json-pointer.js';
import type { ScenarioFault } from '../scenario-fault.js';
import type { ScenarioRule } from './scenario-rule.js';

/** Distributions, of the scenario and of its candidates, have numbers that can be sampled. */
export const distributionRule: ScenarioRule = ({ parameters, candidates }, isSound) => {
  const faults: ScenarioFault[] = [];
  const check = (spec: unknown, pointer: string): void => {
    if (!isRecord(spec) || !('dist' in spec) || !isSound(pointer)) return;
    // The schema has found the shape sound.
    const message = distributionFault(spec as unknown as DistributionSpec);
    if (message !== undefined) faults.push({ pointer, code: 'invalid-distribution', message });
  };
  for (const [name, spec] of parameters) check(spec, jsonPointer('parameters', name));
  candidates.forEach((candidate, index) => {
    for (const [name, spec] of candidate.parameters) check(spec, jsonPointer('candidates', index, 'parameters', name));
  });
  return faults;
};

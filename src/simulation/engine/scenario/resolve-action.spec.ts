import { describe, expect, it } from '@jest/globals';
import type { Candidate } from './candidate.js';
import { resolveAction } from './resolve-action.js';
import type { ScenarioDocument } from './scenario-document.js';

const scenario: ScenarioDocument = {
  name: 'speed',
  parameters: { speed: 100, load: { dist: 'normal', mean: 1, std: 1 } },
  kpis: { output: 'speed * load' },
  objective: { maximize: 'mean(output)' },
  candidates: [{ id: 'hold' }],
};

function candidate(params: Record<string, unknown>, parameters = {}): Candidate {
  return { id: 'slow', parameters, action: { type: 'set_parameter', params } };
}

describe('resolveAction', () => {
  it('puts the constants of the candidate in place of references, at any depth', () => {
    const params = { name: 'speed', value: { $parameter: 'speed' }, steps: [{ to: { $parameter: 'speed' } }, null] };
    expect(resolveAction(scenario, candidate(params, { speed: 80 }))).toEqual({
      type: 'set_parameter',
      params: { name: 'speed', value: 80, steps: [{ to: 80 }, null] },
    });
    expect(resolveAction(scenario, candidate(params))?.params?.value).toBe(100);
  });

  it('leaves an action without params, and no action, as they are', () => {
    expect(resolveAction(scenario, { id: 'a', action: { type: 'restart' } })).toEqual({ type: 'restart' });
    expect(resolveAction(scenario, { id: 'a' })).toBeUndefined();
  });

  it('refuses what is not constant', () => {
    expect(() => resolveAction(scenario, candidate({ value: { $parameter: 'load' } }))).toThrow(
      '"load" is not a constant',
    );
    expect(() => resolveAction(scenario, candidate({ value: { $parameter: 'constructor' } }))).toThrow(RangeError);
  });
});

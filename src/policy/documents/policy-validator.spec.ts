import { describe, expect, it } from '@jest/globals';
import { DEFAULT_POLICY } from '../defaults/default-policy.js';
import type { PolicyDocument } from './policy-document.js';
import { POLICY_EXAMPLES, policyFaults, requirePolicyDocument } from './policy-validator.js';

const [rule] = DEFAULT_POLICY.rules;

function pointers(change: object): string[] {
  return policyFaults({ ...DEFAULT_POLICY, ...change }).map((fault) => fault.pointer);
}

describe('a policy document', () => {
  it('is good as it is published in the schema and as the default', () => {
    expect(POLICY_EXAMPLES.flatMap(policyFaults)).toEqual([]);
    expect(policyFaults(DEFAULT_POLICY)).toEqual([]);
  });

  it('is told every expression that is not CEL, by its pointer', () => {
    const broken = {
      rules: [
        { ...rule, when: 'anomaly.severity ==', simulate: { scenario: 's', parameters: { a: 1, b: 'x +' } } },
        { ...rule, id: 'other', when: 'action.type == "restart"' },
      ],
      constraints: [{ id: 'c', deny: 'nothing.here', reason: 'because' }],
    };
    expect(pointers(broken)).toEqual([
      '/rules/0/when',
      '/rules/0/simulate/parameters/b',
      '/rules/1/when',
      '/constraints/0/deny',
    ]);
  });

  it('is told unknown fields, also inside', () => {
    expect(pointers({ extra: 1 })).toEqual(['/extra']);
    expect(pointers({ rules: [{ ...rule, decide: { approval: 'always', quorum: 2 } }] })).toEqual([
      '/rules/0/decide/quorum',
    ]);
  });

  it('may not repeat the id of a rule or of a constraint', () => {
    const constraint = { id: 'c', deny: 'false', reason: 'never' };
    expect(pointers({ rules: [rule, rule], constraints: [constraint, constraint] })).toEqual([
      '/rules/1/id',
      '/constraints/1/id',
    ]);
  });

  it('may not act on less confidence than it proposes on, nor weigh nothing', () => {
    const decide = {
      approval: 'by_confidence',
      thresholds: { auto: 0.6 },
      weights: { history: 0, data_quality: 0, simulation: 0, consensus: 0 },
    };
    expect(pointers({ rules: [{ ...rule, decide }] })).toEqual([
      '/rules/0/decide/thresholds',
      '/rules/0/decide/weights',
    ]);
  });

  it('is refused with a problem that names the faults', () => {
    const broken = { ...DEFAULT_POLICY, name: '' } as PolicyDocument;
    expect(() => requirePolicyDocument(broken)).toThrow(expect.objectContaining({ code: 'validation-failed' }));
  });
});

import { describe, expect, it } from '@jest/globals';
import { DEFAULT_POLICY } from '../defaults/default-policy.js';
import type { PolicyDocument, PolicyRule } from '../documents/policy-document.js';
import { matchRule, runParameters, type PublishedPolicy } from './match-rule.js';

const facts = {
  anomaly: { severity: 'high', value: 92.5, score: 6, baseline: { mean: 80, std: 2, count: 100 } },
  twin: { twin_id: 'factory_line_3', asset_id: 'etch_tool_7', reported: {}, desired: {} },
};
const [serious] = DEFAULT_POLICY.rules as [PolicyRule];

function published(policyId: string, change: Partial<PolicyDocument>): PublishedPolicy {
  return { policyId, version: 1, document: { ...DEFAULT_POLICY, ...change } };
}

describe('the rule that applies to an anomaly', () => {
  it('is the first whose condition holds, of the first policy that selects the twin', () => {
    const policies = [
      published('other', { selector: { twins: ['plant_*'] } }),
      published('mine', { rules: [{ ...serious, id: 'critical', when: "anomaly.severity == 'critical'" }, serious] }),
      published('late', {}),
    ];
    const { applies, judged } = matchRule(policies, 'factory_line_3', facts);
    expect([applies?.policy.policyId, applies?.rule.id]).toEqual(['mine', 'serious-anomaly']);
    expect(judged.map(({ rule_id, matched }) => [rule_id, matched])).toEqual([
      ['critical', false],
      ['serious-anomaly', true],
    ]);
  });

  it('is none when none holds', () => {
    const low = { ...facts, anomaly: { ...facts.anomaly, severity: 'low' } };
    expect(matchRule([published('p', {})], 'factory_line_3', low).applies).toBeUndefined();
  });

  it('is not one that cannot be judged, and why is told', () => {
    const policy = published('p', { rules: [{ ...serious, id: 'odd', when: 'twin.reported.volume > 1.0' }, serious] });
    const { applies, judged } = matchRule([policy], 'factory_line_3', facts);
    expect(applies?.rule.id).toBe('serious-anomaly');
    expect(judged[0]).toMatchObject({ rule_id: 'odd', matched: false, error: expect.stringContaining('volume') });
  });
});

describe('the parameters of the run', () => {
  it('are the numbers of the anomaly', () => {
    expect(runParameters(serious, facts)).toEqual({ observed: 92.5, baseline: 80, spread: 2 });
  });

  it('are refused by name when they are no numbers', () => {
    const rule = { ...serious, simulate: { scenario: 's', parameters: { a: 1, b: 'anomaly.severity' } } };
    expect(() => runParameters(rule, facts)).toThrow('The parameter b of the rule serious-anomaly');
  });
});

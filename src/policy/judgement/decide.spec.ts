import { describe, expect, it } from '@jest/globals';
import { decide, type DecisionQuestion } from './decide.js';

const question: DecisionQuestion = {
  simulationError: undefined,
  actionType: 'set_parameter',
  constraints: [{ constraint_id: 'range', denied: false, reason: null }],
  confidence: 0.95,
  approval: 'by_confidence',
  autoExecute: ['set_parameter'],
  thresholds: { auto: 0.9, propose: 0.7 },
};

function outcome(change: Partial<DecisionQuestion>) {
  return decide({ ...question, ...change }).outcome;
}

describe('a decision by confidence', () => {
  it.each([
    [1, 'auto_execute'],
    [0.9, 'auto_execute'],
    [0.8999, 'require_approval'],
    [0.7, 'require_approval'],
    [0.6999, 'require_analysis'],
    [0, 'require_analysis'],
  ])('at %d is %s', (confidence, expected) => {
    expect(outcome({ confidence })).toBe(expected);
  });

  it('asks a person for a type of action that may not run by itself', () => {
    expect(outcome({ autoExecute: ['restart'] })).toBe('require_approval');
  });
});

describe('a decision where a person is always asked', () => {
  it.each([0, 0.5, 0.75, 1])('asks one at a confidence of %d', (confidence) => {
    expect(outcome({ approval: 'always', confidence })).toBe('require_approval');
  });

  it('says why', () => {
    const { reasoning } = decide({ ...question, approval: 'always', confidence: 0.4 });
    expect(reasoning.join(' ')).toContain('0.400 is below 0.7');
    expect(reasoning.at(-1)).toBe('The policy always asks a person.');
  });
});

describe('any decision', () => {
  it.each(['always', 'by_confidence'] as const)('rejects what a constraint forbids (%s)', (approval) => {
    const constraints = [{ constraint_id: 'range', denied: true, reason: 'Too hot.' }];
    expect(outcome({ approval, constraints })).toBe('reject');
    expect(decide({ ...question, approval, constraints }).reasoning).toContain(
      'The constraint range forbids it: Too hot.',
    );
  });

  it.each(['always', 'by_confidence'] as const)('asks for analysis when nothing is best (%s)', (approval) => {
    expect(outcome({ approval, actionType: undefined })).toBe('require_analysis');
  });

  it.each(['always', 'by_confidence'] as const)('asks for analysis when the simulation failed (%s)', (approval) => {
    expect(outcome({ approval, simulationError: 'no samples' })).toBe('require_analysis');
  });
});

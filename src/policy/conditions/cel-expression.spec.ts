import { describe, expect, it } from '@jest/globals';
import { CelExpression, ConditionError } from './cel-expression.js';

const NAMES = ['anomaly', 'twin'];
const facts = {
  anomaly: { severity: 'high', score: 4.5, baseline: { mean: 80, std: 2 }, asset_id: 'etch_tool_7' },
  twin: { twin_id: 'factory_line_3', reported: { temperature: 89 }, desired: {} },
};

describe('a CEL expression', () => {
  it.each([
    ["anomaly.severity in ['high', 'critical']", true],
    ['anomaly.score > 5', false],
    ['twin.reported.temperature - anomaly.baseline.mean > 2.0 * anomaly.baseline.std', true],
    ["['low', 'high'].exists(s, s == anomaly.severity)", true],
    ['has(twin.desired.setpoint)', false],
    ["twin.twin_id.startsWith('factory_')", true],
    ['type(anomaly.score) == double', true],
  ])('judges %s', (source, expected) => {
    expect(new CelExpression(source, NAMES).holds(facts)).toBe(expected);
  });

  it.each([
    ['anomaly.baseline.mean', 80],
    ['2 + 3', 5],
    ['anomaly.baseline.std * 1.5', 3],
  ])('works out %s', (source, expected) => {
    expect(new CelExpression(source, NAMES).number(facts)).toBe(expected);
  });

  it.each(['anomaly.', '', '1 +', "'open"])('refuses %s, which is not CEL', (source) => {
    expect(() => new CelExpression(source, NAMES)).toThrow(ConditionError);
  });

  it('names what it does not know', () => {
    expect(() => new CelExpression('anomly.score > 1 && proces.env == 1', NAMES)).toThrow(
      'anomly, proces is not known',
    );
    expect(() => new CelExpression('action.type == "restart"', NAMES)).toThrow('action is not known');
    expect(() => new CelExpression('sise(anomaly.severity) > 1', NAMES)).toThrow('sise() is not known');
    expect(() => new CelExpression('_proto(1) > 1', NAMES)).toThrow('_proto() is not known');
  });

  it('says so when the facts do not have what it asks for', () => {
    const missing = new CelExpression('anomaly.volume > 1', NAMES);
    expect(() => missing.holds(facts)).toThrow(ConditionError);
  });

  it('takes nothing but a truth value for a condition, and nothing but a finite number for a number', () => {
    expect(() => new CelExpression('anomaly.score', NAMES).holds(facts)).toThrow('truth value');
    expect(() => new CelExpression('anomaly.severity', NAMES).number(facts)).toThrow('finite number');
    expect(() => new CelExpression('anomaly.score / 0.0', NAMES).number(facts)).toThrow('finite number');
  });
});

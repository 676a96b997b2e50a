import { describe, expect, it } from '@jest/globals';
import { judgeConstraints } from './judge-constraints.js';

const facts = {
  anomaly: { severity: 'high' },
  twin: { reported: { pressure: 4 } },
  action: { type: 'set_parameter', target: 'etch_tool_7', params: { setpoint: 99 } },
};

describe('a constraint', () => {
  it('forbids what it denies, with its reason, and nothing else', () => {
    const range = { id: 'range', deny: 'action.params.setpoint > 95.0', reason: 'Too hot.' };
    const lock = { id: 'lock', deny: 'twin.reported.pressure > 5.0', reason: 'Under pressure.' };
    expect(judgeConstraints([range, lock], facts)).toEqual([
      { constraint_id: 'range', denied: true, reason: 'Too hot.' },
      { constraint_id: 'lock', denied: false, reason: null },
    ]);
  });

  it('forbids when it cannot be judged', () => {
    const odd = { id: 'odd', deny: 'twin.reported.humidity > 0.5', reason: 'Too wet.' };
    const [result] = judgeConstraints([odd], facts);
    expect(result).toMatchObject({ denied: true, reason: expect.stringContaining('cannot be judged') });
  });
});

import { describe, expect, it } from '@jest/globals';
import { parameterFaults } from './parameter-faults.js';

describe('what a parameter can be set to', () => {
  it('is a number, a text or a truth value', () => {
    expect(parameterFaults({ setpoint: 85.2, mode: 'eco', enabled: false })).toEqual([]);
  });

  it('is not nothing at all', () => {
    expect(parameterFaults({})).toMatchObject([{ pointer: '/params', code: 'minProperties' }]);
  });

  it('is nothing else, and every fault is told', () => {
    const faults = parameterFaults({ a: null, 'b/c': {}, d: Infinity, e: 1 });
    expect(faults.map((fault) => fault.pointer)).toEqual(['/params/a', '/params/b~1c', '/params/d']);
  });
});

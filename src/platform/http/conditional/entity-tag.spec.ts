import { describe, expect, it } from '@jest/globals';
import { ProblemError } from '../problems/problem.error.js';
import { etagOf, requireMatch } from './entity-tag.js';

describe('requireMatch', () => {
  it.each([undefined, '*', ' * ', '"3"', '"1", "3"'])('lets %j through', (ifMatch) => {
    expect(() => {
      requireMatch(ifMatch, { revision: 3 });
    }).not.toThrow();
  });

  it.each(['"2"', '3', 'W/"3"', '"33"', ''])('refuses %j', (ifMatch) => {
    expect(() => {
      requireMatch(ifMatch, { revision: 3 });
    }).toThrow(ProblemError);
  });

  it('takes what etagOf gave', () => {
    expect(() => {
      requireMatch(etagOf({ revision: 7 }), { revision: 7 });
    }).not.toThrow();
  });
});

import { describe, expect, it } from '@jest/globals';
import { isTransient } from './transient-failure.js';

describe('isTransient', () => {
  it.each([
    ['a deadlock', Object.assign(new Error('deadlock detected'), { code: '40P01' })],
    [
      'a deadlock that TypeORM wrapped',
      Object.assign(new Error('failed'), { driverError: Object.assign(new Error('deadlock'), { code: '40P01' }) }),
    ],
    ['a serialization failure', Object.assign(new Error('could not serialize'), { code: '40001' })],
    ['a database that is away', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
    ['a broken connection', new Error('Connection terminated unexpectedly')],
  ])('holds for %s', (_, error) => {
    expect(isTransient(error)).toBe(true);
  });

  it.each([
    ['an error of the handler', new Error('cannot digest this')],
    ['a violated constraint', Object.assign(new Error('duplicate key'), { code: '23505' })],
    ['something that is no error', 'text'],
    ['nothing', undefined],
  ])('does not hold for %s', (_, error) => {
    expect(isTransient(error)).toBe(false);
  });
});

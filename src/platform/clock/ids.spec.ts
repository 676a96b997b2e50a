import { describe, expect, it } from '@jest/globals';
import { derivedId, newId } from './ids.js';

const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

describe('newId', () => {
  it('is the prefix and a ULID, and later ids sort after earlier ones', () => {
    const ids = Array.from({ length: 5000 }, () => newId('evt'));
    for (const id of ids) expect(id.slice('evt_'.length)).toMatch(ULID);
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('derivedId', () => {
  it('is the same for the same cause, of the form of a ULID, and another for another cause or prefix', () => {
    expect(derivedId('sim', 'ano_1/rule')).toBe(derivedId('sim', 'ano_1/rule'));
    expect(derivedId('sim', 'ano_1/rule').slice('sim_'.length)).toMatch(ULID);
    expect(derivedId('sim', 'ano_2/rule')).not.toBe(derivedId('sim', 'ano_1/rule'));
    expect(derivedId('act', 'x').slice(4)).not.toBe(derivedId('sim', 'x').slice(4));
  });
});

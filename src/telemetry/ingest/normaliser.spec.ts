import { describe, expect, it } from '@jest/globals';
import { TwinScope } from '../../platform/http/access/twin-scope.js';
import { normalise } from './normaliser.js';

const NOW = Date.UTC(2026, 10, 20);

function scope(twins?: string[]): TwinScope {
  return TwinScope.of({ subject: 's', tenant: 't', roles: [], twins });
}

function faultsOf(item: unknown): string[] {
  const { rejected } = normalise([item], scope(), NOW);
  return (rejected[0]?.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`);
}

const READING = { twin_id: 'line', asset_id: 'tool', metrics: { temperature: 20 } };

describe('normalise', () => {
  it('gives a reading its defaults', () => {
    const { readings, rejected } = normalise([READING], scope(), NOW);
    expect(rejected).toEqual([]);
    expect(readings).toEqual([
      {
        index: 0,
        twinId: 'line',
        assetId: 'tool',
        at: NOW,
        metrics: [['temperature', 20]],
        quality: 1,
        eventId: undefined,
      },
    ]);
  });

  it('tells every fault of a reading with its pointer', () => {
    const faults = faultsOf({ twin_id: '-', metrics: { a: '1', b: null }, quality: 2, unit: 'C' });
    expect(faults).toEqual(
      expect.arrayContaining([
        '/asset_id required',
        '/twin_id pattern',
        '/metrics/a type',
        '/metrics/b type',
        '/quality maximum',
        '/unit unknown-field',
      ]),
    );
  });

  it('rejects what cannot be stored', () => {
    expect(faultsOf({ ...READING, metrics: {} })).toContain('/metrics minProperties');
    expect(faultsOf({ ...READING, metrics: { a: Number.POSITIVE_INFINITY } })).toContain('/metrics/a type');
    expect(faultsOf({ ...READING, metrics: { 'a\0b': 1 } })).toContain('/metrics propertyNames');
    expect(faultsOf({ ...READING, metrics: { '\ud800': 1 } })).toContain('/metrics propertyNames');
    expect(faultsOf({ ...READING, metrics: { ['m'.repeat(129)]: 1 } })).toContain('/metrics propertyNames');
    expect(faultsOf({ ...READING, tags: { note: '\0' } })).toContain('/tags/note pattern');
    for (const ts of [
      '2026-02-30T00:00:00Z',
      '2026-01-01T00:00:00',
      'now',
      '',
      '1795150800',
      -1,
      null,
      '2300-01-01T00:00:00Z',
    ]) {
      expect(faultsOf({ ...READING, ts }).join()).toMatch(/^\/ts /);
    }
    for (const item of [null, 1, 'text', [READING]]) expect(faultsOf(item)).toEqual([' type']);
  });

  it('takes names that mean something to JavaScript as plain names', () => {
    const item: unknown = JSON.parse(
      '{"twin_id":"line","asset_id":"tool","metrics":{"__proto__":1,"constructor":2,"😀":3}}',
    );
    expect(normalise([item], scope(), NOW).readings[0]?.metrics).toEqual([
      ['__proto__', 1],
      ['constructor', 2],
      ['😀', 3],
    ]);
  });

  it('keeps what is valid, and tells the place of what is not', () => {
    const { readings, rejected } = normalise(
      [READING, 7, { ...READING, twin_id: 'other' }, READING],
      scope(['li*']),
      NOW,
    );
    expect(readings.map((reading) => reading.index)).toEqual([0, 3]);
    expect(rejected.map(({ index, errors }) => [index, errors[0]?.code])).toEqual([
      [1, 'type'],
      [2, 'out-of-scope'],
    ]);
  });

  it('shows a bounded number of faults', () => {
    const metrics = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`m${i}`, 'x']));
    expect(normalise([{ ...READING, metrics }], scope(), NOW).rejected[0]?.errors).toHaveLength(20);
  });
});

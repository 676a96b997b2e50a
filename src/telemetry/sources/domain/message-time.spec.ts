import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { timeReader } from './message-time.js';
import type { EpochUnit, TimeFormat } from './source-document.js';

const AT = Date.UTC(2026, 10, 20, 4, 0, 0, 1);

function read(format: TimeFormat, raw: unknown): unknown {
  const time = timeReader({ from: '/t', format, zone: 'Europe/Berlin' }, undefined)(raw);
  return 'fault' in time ? time.fault.code : 'at' in time ? time.at : time;
}

describe('timeReader', () => {
  it.each([
    ['s', 1_795_147_200.001],
    ['ms', 1_795_147_200_001],
    ['us', 1_795_147_200_001_000],
    ['ns', 1_795_147_200_001_000_000],
    ['local', '2026-11-20T05:00:00.001'],
  ] as const)('reads an instant of the format %s', (format, raw) => {
    expect(read(format, raw)).toBe(AT);
  });

  it('leaves what telemetry.v1 knows to it', () => {
    expect(read('auto', 1_795_147_200)).toEqual({ ts: 1_795_147_200 });
    expect(read('auto', true)).toEqual({ ts: true });
    expect(read('rfc3339', '2026-11-20T05:00:00+01:00')).toEqual({ ts: '2026-11-20T05:00:00+01:00' });
  });

  it.each([
    ['rfc3339', 1_795_147_200, 'type'],
    ['local', 1_795_147_200, 'type'],
    ['local', '2201-01-01T05:00:00', 'timestamp'],
    ['local', '2026-10-25T02:30:00', 'local-time-ambiguous'],
    ['s', '1795147200', 'type'],
    ['s', -1, 'timestamp'],
    ['s', 1_795_147_200_001, 'timestamp'],
  ] as const)('refuses as %s: %s', (format, raw, code) => {
    expect(read(format, raw)).toBe(code);
  });

  it('reads numeric times in text where the document takes numbers in text', () => {
    expect(timeReader({ from: '/t', format: 's' }, ',')('1.795.147.200,001')).toEqual({ at: AT });
    expect(timeReader({ from: '/t' }, '.')('1795147200')).toEqual({ ts: 1_795_147_200 });
    expect(timeReader({ from: '/t' }, '.')('2026-11-20T05:00:00Z')).toEqual({ ts: '2026-11-20T05:00:00Z' });
  });

  it('reads back every millisecond in each unit that has room for it', () => {
    const perMillisecond: [EpochUnit, number][] = [
      ['s', 1e-3],
      ['ms', 1],
      ['us', 1e3],
    ];
    const instant = fc.integer({ min: 0, max: Date.UTC(2200, 11, 31) });
    fc.assert(
      fc.property(fc.constantFrom(...perMillisecond), instant, ([unit, factor], at) => {
        const sent = unit === 's' ? at / 1e3 : at * factor;
        expect(read(unit, sent)).toBe(at);
      }),
    );
  });
});

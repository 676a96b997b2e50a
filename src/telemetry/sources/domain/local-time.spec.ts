import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LocalTimes } from './local-time.js';

function read(zone: string, text: string): string {
  const instant = new LocalTimes(zone).instantOf(text);
  return typeof instant === 'number' ? new Date(instant).toISOString() : instant.code;
}

describe('LocalTimes', () => {
  it.each([
    ['Europe/Berlin', '2026-11-20T05:00:00', '2026-11-20T04:00:00.000Z'],
    ['Europe/Berlin', '2026-07-01 05:00', '2026-07-01T03:00:00.000Z'],
    ['Europe/Berlin', '2026-07-01T05:00:00.123456', '2026-07-01T03:00:00.123Z'],
    ['America/New_York', '2026-11-20T05:00:00', '2026-11-20T10:00:00.000Z'],
    ['Asia/Kathmandu', '2026-11-20T05:45:00', '2026-11-20T00:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-01-01T00:00:00', '2025-12-31T10:00:00.000Z'],
    ['UTC', '2024-02-29T23:59:59,9', '2024-02-29T23:59:59.900Z'],
  ])('reads the clocks of %s at %s', (zone, text, expected) => {
    expect(read(zone, text)).toBe(expected);
  });

  it.each([
    ['Europe/Berlin', '2026-03-29T02:30:00', 'local-time-skipped'],
    ['Europe/Berlin', '2026-10-25T02:30:00', 'local-time-ambiguous'],
    ['America/New_York', '2026-03-08T02:00:00', 'local-time-skipped'],
    ['America/New_York', '2026-11-01T01:59:59.999', 'local-time-ambiguous'],
    ['Australia/Lord_Howe', '2026-04-05T01:45:00', 'local-time-ambiguous'],
    ['Pacific/Apia', '2011-12-30T12:00:00', 'local-time-skipped'],
  ])('refuses what the clocks of %s skip or show twice: %s', (zone, text, code) => {
    expect(read(zone, text)).toBe(code);
  });

  it('takes the last moment before a change, and the first after it', () => {
    expect(read('Europe/Berlin', '2026-10-25T01:59:59.999')).toBe('2026-10-24T23:59:59.999Z');
    expect(read('Europe/Berlin', '2026-10-25T03:00:00')).toBe('2026-10-25T02:00:00.000Z');
    expect(read('Europe/Berlin', '2026-03-29T01:59:59.999')).toBe('2026-03-29T00:59:59.999Z');
    expect(read('Europe/Berlin', '2026-03-29T03:00:00')).toBe('2026-03-29T01:00:00.000Z');
  });

  it.each(['2026-02-30T05:00:00', '2026-11-20T24:00:00', '2026-11-20T05:60', '2026-11-20', '2026-11-20T05:00:00Z', ''])(
    'refuses what is no local time: "%s"',
    (text) => {
      expect(read('Europe/Berlin', text)).toBe('timestamp');
    },
  );

  it('gives an instant back from what the clocks show then, or says why it cannot', () => {
    const zones = ['Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Asia/Tehran'];
    const times = new Map(zones.map((zone) => [zone, new LocalTimes(zone)]));
    const at = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });
    fc.assert(
      fc.property(fc.constantFrom(...zones), at, (zone, instant) => {
        const shown = new Date(instant).toLocaleString('sv-SE', { timeZone: zone });
        const back = times.get(zone)?.instantOf(shown);
        const second = Math.floor(instant / 1000) * 1000;
        expect(typeof back === 'number' ? back : back?.code).toBe(
          typeof back === 'number' ? second : 'local-time-ambiguous',
        );
      }),
    );
  });

  it('knows no zone that is not in the database', () => {
    expect(() => new LocalTimes('Europe/Atlantis')).toThrow(RangeError);
  });
});

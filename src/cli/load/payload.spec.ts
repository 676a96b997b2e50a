import { describe, expect, it } from '@jest/globals';
import { Payload } from './payload.js';
import { SeriesWalk } from './series-walk.js';

interface WireReading {
  readonly twin_id?: string;
  readonly asset_id?: string;
  readonly ts: string;
  readonly metrics: Record<string, number>;
}

const NOW = Date.UTC(2026, 10, 20, 5, 0, 0, 997);
const head = () => ({ head: '' });

function walks(count: number, metrics = 2): SeriesWalk[] {
  return Array.from({ length: count }, (_, i) => new SeriesWalk(i * 7, metrics));
}

describe('Payload', () => {
  it('is a batch of valid readings of the series in turn, whose times rise in each', () => {
    const payload = new Payload({ twin: 'line', metrics: 2, batch: 7 }, head, walks(3), true);
    payload.fill(NOW);
    const first = JSON.parse(payload.bytes.toString()) as WireReading[];
    expect(first.map((reading) => reading.asset_id)).toEqual(
      [0, 7, 14, 0, 7, 14, 0].map((index) => `asset_${String(index).padStart(6, '0')}`),
    );
    expect(first.map((reading) => Date.parse(reading.ts) - NOW)).toEqual([0, 0, 0, 1, 1, 1, 2]);
    for (const { twin_id, ts, metrics } of first) {
      expect(twin_id).toBe('line');
      expect(new Date(ts).toISOString()).toBe(ts);
      expect(Object.keys(metrics)).toEqual(['m1', 'm2']);
      for (const value of Object.values(metrics)) expect(Math.abs(value - 50)).toBeLessThan(7);
    }
    payload.fill(NOW);
    const second = JSON.parse(payload.bytes.toString()) as WireReading[];
    expect(second[0]?.asset_id).toBe('asset_000007');
    expect(Date.parse(second[0]?.ts ?? '') - NOW).toBe(2);
  });

  it('is one reading that is no array', () => {
    const payload = new Payload({ twin: 'line', metrics: 3, batch: 500, single: true }, head, walks(1, 3), true);
    payload.fill(NOW);
    expect(JSON.parse(payload.bytes.toString())).toMatchObject({ asset_id: 'asset_000000', twin_id: 'line' });
  });

  it('names the asset in the frame where readings have no ids', () => {
    const frame = (length: number) => ({ head: `topic 000000 ${length} `, asset: 6 });
    const payload = new Payload({ twin: 'line', metrics: 1, batch: 2 }, frame, walks(2, 1), false);
    payload.fill(NOW);
    payload.fill(NOW);
    const text = payload.bytes.toString();
    const body = text.slice(text.indexOf('['));
    expect(text).toMatch(new RegExp(`^topic 000007 ${body.length} `));
    expect((JSON.parse(body) as WireReading[]).map((reading) => Object.keys(reading))).toEqual([
      ['ts', 'metrics'],
      ['ts', 'metrics'],
    ]);
  });

  it('shows a fault in the first metric for a while', () => {
    const [walk] = walks(1);
    if (!walk) throw new Error('there is one');
    const values = [];
    walk.fail();
    for (let i = 0; i < 60; i += 1) {
      walk.step(NOW);
      values.push(walk.values[0] ?? 0);
    }
    expect(values.slice(0, 29).every((value) => value >= 80)).toBe(true);
    expect(values.slice(30).every((value) => Math.abs(value - 50) < 7)).toBe(true);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { StoredEvent } from './event.js';
import { RecentEvents } from './recent-events.js';

function event(position: number, size = 2): StoredEvent {
  return { tenant: 'default', position, type: 'TwinUpdated', twinId: null, hash: '', body: 'x'.repeat(size) };
}

function events(from: number, to: number): StoredEvent[] {
  return Array.from({ length: to - from + 1 }, (_, i) => event(from + i));
}

function positions(found: readonly StoredEvent[] | undefined): number[] | undefined {
  return found?.map(({ position }) => position);
}

describe('RecentEvents', () => {
  it('gives what comes after a position, oldest first, up to a number', () => {
    const recent = new RecentEvents(10);
    recent.add(events(11, 15));
    expect(recent.head).toBe(15);
    expect(positions(recent.after(10, 100))).toEqual([11, 12, 13, 14, 15]);
    expect(positions(recent.after(12, 2))).toEqual([13, 14]);
  });

  it('has nothing after its head, and nothing to say of what is ahead of it', () => {
    const recent = new RecentEvents(10);
    expect(recent.after(10, 5)).toEqual([]);
    expect(recent.after(99, 5)).toEqual([]);
  });

  it('does not know what came before it began', () => {
    const recent = new RecentEvents(10);
    expect(recent.after(9, 5)).toBeUndefined();
    recent.add(events(11, 12));
    expect(recent.after(9, 5)).toBeUndefined();
    expect(positions(recent.after(10, 5))).toEqual([11, 12]);
  });

  it('lets the older ones go when there are too many, or when they are too large', () => {
    const many = new RecentEvents(0, 10);
    many.add(events(1, 11));
    expect(many.after(0, 5)).toBeUndefined();
    expect(positions(many.after(6, 5))).toEqual([7, 8, 9, 10, 11]);

    const large = new RecentEvents(0, 100, 100);
    large.add([event(1, 60), event(2, 60), event(3, 20)]);
    expect(large.after(1, 5)).toBeUndefined();
    expect(positions(large.after(2, 5))).toEqual([3]);
  });

  it('keeps the newest event however large it is', () => {
    const recent = new RecentEvents(0, 10, 100);
    recent.add([event(1, 10), event(2, 5000)]);
    expect(positions(recent.after(1, 5))).toEqual([2]);
  });

  it('never gives a stretch with a gap, whatever was added and asked', () => {
    const batches = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 30 });
    fc.assert(
      fc.property(batches, fc.nat(200), fc.integer({ min: 1, max: 20 }), (sizes, after, limit) => {
        const recent = new RecentEvents(0, 16, 60);
        let head = 0;
        for (const size of sizes) {
          recent.add(events(head + 1, head + size));
          head += size;
        }
        const found = positions(recent.after(after, limit));
        const whole = Array.from({ length: Math.max(0, Math.min(limit, head - after)) }, (_, i) => after + 1 + i);
        expect(found ?? whole).toEqual(whole);
      }),
    );
  });
});

import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Pulse, restAfter } from './pulse.js';

function busy(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

describe('Pulse', () => {
  it('does what is asked for after a quiet time at once, and once', async () => {
    const pulse = new Pulse();
    let done = 0;
    const work = (): void => {
      done += 1;
    };
    pulse.ask(work);
    pulse.ask(work);
    expect(done).toBe(0);
    await new Promise((resolve) => setImmediate(resolve));
    expect(done).toBe(1);
  });

  it('brings what is asked for during a rest together at its end', async () => {
    const pulse = new Pulse();
    const beats: number[] = [];
    const work = (): void => {
      beats.push(performance.now());
      busy(4);
    };
    const end = performance.now() + 200;
    while (performance.now() < end) {
      pulse.ask(work);
      await sleep(1);
    }
    await sleep(40);
    expect(beats.length).toBeGreaterThan(2);
    expect(beats.length).toBeLessThanOrEqual(11);
    beats.slice(1).forEach((at, i) => {
      expect(at - (beats[i] ?? 0)).toBeGreaterThanOrEqual(23);
    });
  });

  it('does different pieces of work in one beat', async () => {
    const pulse = new Pulse();
    const done: string[] = [];
    pulse.ask(() => done.push('a'));
    pulse.ask(() => done.push('b'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(done).toEqual(['a', 'b']);
  });

  it('rests hardly after short beats, 20 ms after usual ones, and half the time of long ones', () => {
    expect([0.1, 2, 4, 30, 100].map(restAfter)).toEqual([0.5, 10, 20, 20, 50]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { FakeClock } from '../client/fake-clock.fixture.js';
import { ClosedSchedule, OpenSchedule } from './schedule.js';

const going = new AbortController().signal;

describe('ClosedSchedule', () => {
  it('has a turn at any time before its end', async () => {
    const clock = new FakeClock();
    const schedule = new ClosedSchedule(clock, 10, going);
    expect(await schedule.next()).toEqual({});
    clock.pass(9);
    expect(await schedule.next()).toEqual({});
    clock.pass(1);
    expect(await schedule.next()).toBeUndefined();
  });
});

describe('OpenSchedule', () => {
  it('hands out turns at the rate', async () => {
    const clock = new FakeClock();
    const schedule = new OpenSchedule(clock, 25, going, 10);
    const turns = [];
    for (let turn = await schedule.next(); turn; turn = await schedule.next()) turns.push(turn.due ?? clock.now());
    expect(turns).toEqual([0, 10, 20]);
    expect(clock.slept).toEqual([10, 10]);
  });

  it('counts the latency of a turn that is taken late from when it was due', async () => {
    const clock = new FakeClock();
    const schedule = new OpenSchedule(clock, 1000, going, 10);
    await schedule.next();
    clock.pass(25);
    expect([await schedule.next(), await schedule.next(), await schedule.next()]).toEqual([
      { due: 10 },
      { due: 20 },
      {},
    ]);
  });

  it('ends when it is interrupted', async () => {
    const schedule = new OpenSchedule(new FakeClock(), 1000, AbortSignal.abort(), 10);
    expect(await schedule.next()).toBeUndefined();
  });
});

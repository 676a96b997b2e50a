import { describe, expect, it } from '@jest/globals';
import { FakeClock } from '../client/fake-clock.fixture.js';
import { Pacer } from './pacing.js';

const HOUR = 3_600_000;

describe('Pacer', () => {
  it('lets an hour of data pass in a second at speed 3600', () => {
    const clock = new FakeClock();
    const pacer = new Pacer(3600, clock);
    expect(pacer.untilDue(5 * HOUR)).toBe(0);
    expect(pacer.untilDue(6 * HOUR)).toBe(1000);
    clock.pass(400);
    expect(pacer.untilDue(6 * HOUR)).toBe(600);
  });

  it('does not wait for a reading that is late or older than the first', () => {
    const clock = new FakeClock();
    const pacer = new Pacer(1, clock);
    pacer.untilDue(1000);
    clock.pass(5000);
    expect(pacer.untilDue(2000)).toBeLessThanOrEqual(0);
    expect(pacer.untilDue(0)).toBeLessThanOrEqual(0);
  });

  it('never waits at full speed', () => {
    const pacer = new Pacer('max', new FakeClock());
    pacer.untilDue(0);
    expect(pacer.untilDue(1000 * HOUR)).toBe(0);
  });
});

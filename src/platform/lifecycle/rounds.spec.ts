import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Rounds } from './rounds.js';
import { ShutdownSequence } from './shutdown-sequence.js';

describe('Rounds', () => {
  const shutdown = new ShutdownSequence();
  const rounds = new Rounds(shutdown);

  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('come one after the other, tell of a failure once in a row, and end with the process', async () => {
    const told = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    let [begun, atOnce, most] = [0, 0, 0];
    let finished = false;
    rounds.every({ everyMs: 2, firstAfterMs: 0 }, 'the test', async () => {
      begun += 1;
      most = Math.max(most, (atOnce += 1));
      await sleep(5);
      atOnce -= 1;
      // Fails twice, succeeds, and fails again.
      if (begun !== 3) throw new Error('no luck');
    });
    while (begun < 5) await sleep(1);
    expect(most).toBe(1);
    expect(told.mock.calls.length).toBe(2);
    expect(told.mock.calls[0]?.[0]).toContain('the test: Error: no luck');

    rounds.every({ everyMs: 10_000, firstAfterMs: 0 }, 'a long one', async () => {
      await sleep(30);
      finished = true;
    });
    await sleep(5);
    await shutdown.beforeApplicationShutdown();
    await shutdown.onApplicationShutdown();
    expect(finished).toBe(true);
    const last = begun;
    await sleep(20);
    expect(begun).toBe(last);
  });
});

import { describe, expect, it } from '@jest/globals';
import { Wakeup } from './wakeup.js';

describe('Wakeup', () => {
  it('ends a wait at a ring', async () => {
    const wakeup = new Wakeup();
    const begun = performance.now();
    setTimeout(() => {
      wakeup.ring();
    }, 5);
    await wakeup.next(5000);
    expect(performance.now() - begun).toBeLessThan(2000);
  });

  it('remembers a ring while nobody waited, once', async () => {
    const wakeup = new Wakeup();
    wakeup.ring();
    wakeup.ring();
    await wakeup.next(5000);
    const begun = performance.now();
    await wakeup.next(20);
    expect(performance.now() - begun).toBeGreaterThan(15);
  });
});

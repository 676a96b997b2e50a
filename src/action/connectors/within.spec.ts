import { describe, expect, it } from '@jest/globals';
import { within } from './within.js';

describe('within', () => {
  it('gives what comes in time, and the error too', async () => {
    expect(await within(1000, 'it', Promise.resolve(7))).toBe(7);
    await expect(within(1000, 'it', Promise.reject(new Error('no')))).rejects.toThrow('no');
  });

  it('says who did not answer', async () => {
    const never = new Promise<void>(() => undefined);
    await expect(within(5, 'the broker', never)).rejects.toThrow('No answer from the broker within 5 ms');
  });
});

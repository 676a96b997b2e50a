import { describe, expect, it } from '@jest/globals';
import { SilenceWatch } from './silence-watch.js';

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

describe('SilenceWatch', () => {
  const open = () => new SilenceWatch(new AbortController().signal, 50);

  it('takes a connection for dead when nothing is heard', async () => {
    const watch = open();
    await delay(120);
    expect(watch.signal.reason).toMatchObject({ name: 'TimeoutError' });
  });

  it('does not blame the connection while the taker is busy', async () => {
    const watch = open();
    watch.pause();
    await delay(120);
    expect(watch.signal.aborted).toBe(false);
    watch.resume();
    await delay(120);
    expect(watch.signal.aborted).toBe(true);
  });
});

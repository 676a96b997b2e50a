import { describe, expect, it } from '@jest/globals';
import { Turns } from './turns.js';

describe('Turns', () => {
  it('lets so many work at once, and the others in the order in which they came', async () => {
    const turns = new Turns(2, 1000);
    const [first, second] = [await turns.take(), await turns.take()];
    const order: string[] = [];
    const waiting = ['a', 'b'].map(async (name) => {
      const done = await turns.take();
      order.push(name);
      return done;
    });
    await Promise.resolve();
    expect(order).toEqual([]);
    first?.();
    await waiting[0];
    expect(order).toEqual(['a']);
    second?.();
    await Promise.all(waiting);
    expect(order).toEqual(['a', 'b']);
  });

  it('gives up after the longest wait, and passes over who gave up', async () => {
    const turns = new Turns(1, 20);
    const done = await turns.take();
    expect(await turns.take()).toBeUndefined();
    done?.();
    const again = await turns.take();
    expect(again).toBeDefined();
    expect(await turns.take()).toBeUndefined();
  });

  it('counts a turn that is given back twice once', async () => {
    const turns = new Turns(1, 20);
    const done = await turns.take();
    done?.();
    done?.();
    expect(await turns.take()).toBeDefined();
    expect(await turns.take()).toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import { SharedReads } from './shared-reads.js';

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

describe('SharedReads', () => {
  it('runs so many at a time, in the order that they came', async () => {
    const reads = new SharedReads<number>(2);
    const begun: number[] = [];
    const finish: (() => void)[] = [];
    const all = [0, 1, 2, 3, 4].map((i) =>
      reads.read(String(i), async () => {
        begun.push(i);
        await new Promise<void>((resolve) => (finish[i] = resolve));
        return i;
      }),
    );
    await settled();
    expect(begun).toEqual([0, 1]);
    finish[1]?.();
    await settled();
    expect(begun).toEqual([0, 1, 2]);
    for (const i of [0, 2, 3, 4]) {
      finish[i]?.();
      await settled();
    }
    expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4]);
  });

  it('makes one of reads of the same thing that overlap, and reads anew afterwards', async () => {
    const reads = new SharedReads<number>(4);
    let count = 0;
    const read = () => Promise.resolve(++count);
    expect(await Promise.all([reads.read('a', read), reads.read('a', read), reads.read('b', read)])).toEqual([1, 1, 2]);
    expect(await reads.read('a', read)).toBe(3);
  });

  it('goes on after a read that fails', async () => {
    const reads = new SharedReads<number>(1);
    const failing = reads.read('a', () => Promise.reject(new Error('no')));
    const next = reads.read('b', () => Promise.resolve(2));
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe(2);
    await expect(reads.read('a', () => Promise.resolve(3))).resolves.toBe(3);
  });
});

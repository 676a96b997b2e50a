import { describe, expect, it } from '@jest/globals';
import { RecordBuffer } from './record-buffer.js';

describe('RecordBuffer', () => {
  it('keeps records in order until they are dropped', () => {
    const buffer = new RecordBuffer<number>(10);
    for (const record of [1, 2, 3]) buffer.add(record);
    expect(buffer.oldest(2)).toEqual([1, 2]);
    expect(buffer.oldest(2)).toEqual([1, 2]);
    buffer.drop(2);
    expect([buffer.oldest(2), buffer.size]).toEqual([[3], 1]);
  });

  it('keeps the first ones when it is full, and counts what it loses', () => {
    const buffer = new RecordBuffer<number>(2);
    expect([1, 2, 3, 4].map((record) => buffer.add(record))).toEqual([true, true, false, false]);
    expect(buffer.oldest(10)).toEqual([1, 2]);
    expect([buffer.takeLost(), buffer.takeLost()]).toEqual([2, 0]);
    buffer.drop(1);
    expect(buffer.add(5)).toBe(true);
  });
});

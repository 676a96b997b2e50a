import { describe, expect, it } from '@jest/globals';
import { newestFirst } from './newest-first.js';

interface Row {
  readonly at: Date;
  readonly name: string;
}

function row(at: number, name: string): Row {
  return { at: new Date(at), name };
}

async function* batches(...all: Row[][]): AsyncGenerator<Row[]> {
  for (const batch of all) yield await Promise.resolve(batch);
}

async function merged(first: AsyncIterable<Row[]>, second: AsyncIterable<Row[]>): Promise<string> {
  const names: string[] = [];
  for await (const rows of newestFirst(first, second)) names.push(...rows.map(({ name }) => name));
  return names.join(' ');
}

describe('newestFirst', () => {
  it('merges by time, across batches', async () => {
    const first = batches([row(9, 'a9'), row(7, 'a7')], [], [row(2, 'a2')]);
    const second = batches([row(8, 'b8')], [row(3, 'b3'), row(1, 'b1')]);
    expect(await merged(first, second)).toBe('a9 b8 a7 b3 a2 b1');
  });

  it('keeps the order within each list, and puts the first list first among equal times', async () => {
    expect(await merged(batches([row(5, 'a1'), row(5, 'a2')]), batches([row(5, 'b1'), row(6, 'b2')]))).toBe(
      'a1 a2 b1 b2',
    );
  });

  it('gives all of the longer list, or nothing of two empty ones', async () => {
    expect(await merged(batches(), batches([row(2, 'b2')], [row(1, 'b1')]))).toBe('b2 b1');
    expect(await merged(batches([row(2, 'a2'), row(1, 'a1')]), batches([]))).toBe('a2 a1');
    expect(await merged(batches(), batches())).toBe('');
  });
});

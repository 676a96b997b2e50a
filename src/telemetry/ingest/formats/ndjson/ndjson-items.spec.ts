import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { BODY_LIMIT } from '../../../../platform/http/fastify-adapter.js';
import { ProblemError } from '../../../../platform/http/problems/problem.error.js';
import { Unreadable } from '../../unreadable.js';
import { LINE_LIMIT } from './line-splitter.js';
import { ndjsonItems } from './ndjson-items.js';

async function read(blocks: Iterable<string | Buffer>): Promise<unknown[]> {
  const items: unknown[] = [];
  for await (const some of ndjsonItems(Readable.from([...blocks].map((block) => Buffer.from(block))))) {
    items.push(...some);
  }
  return items;
}

async function problemOf(reading: Promise<unknown>): Promise<string> {
  return reading.then(
    () => 'none',
    (error: unknown) => (error instanceof ProblemError ? error.code : String(error)),
  );
}

describe('ndjsonItems', () => {
  it('reads one document per line, with any line ending and with empty lines', async () => {
    expect(await read(['{"a":1}\r\n\n[2]\n  \n"three"'])).toEqual([{ a: 1 }, [2], 'three']);
    expect(await read([])).toEqual([]);
    expect(await read(['\n\n'])).toEqual([]);
  });

  it('reads the same however the bytes are cut', async () => {
    const bytes = Buffer.from('{"ä":1}\n{"😀":2}\n\n3');
    for (let size = 1; size <= bytes.length; size++) {
      const blocks = [];
      for (let from = 0; from < bytes.length; from += size) blocks.push(bytes.subarray(from, from + size));
      expect(await read(blocks)).toEqual([{ ä: 1 }, { '😀': 2 }, 3]);
    }
  });

  it('keeps a malformed line in its place', async () => {
    const [first, second, third, fourth] = await read(['{"a":1}\n{"a":\n', Buffer.from([0x22, 0xff, 0x22, 0x0a]), '4']);
    expect([first, fourth]).toEqual([{ a: 1 }, 4]);
    expect(second).toBeInstanceOf(Unreadable);
    expect(third).toMatchObject({ code: 'malformed-utf8' });
  });

  it('ends at a line and at a body that are too long', async () => {
    const block = '1\n'.repeat(32_768);
    expect(await problemOf(read(['"', 'x'.repeat(LINE_LIMIT)]))).toBe('payload-too-large');
    expect(await problemOf(read(['"', 'x'.repeat(LINE_LIMIT - 2), '"\n']))).toBe('none');
    expect(await problemOf(read(new Array<string>(BODY_LIMIT / 65_536).fill(block)))).toBe('none');
    expect(await problemOf(read(new Array<string>(BODY_LIMIT / 65_536 + 1).fill(block)))).toBe('payload-too-large');
  });

  it('tells of a stream that breaks, and leaves one open that is not read to its end', async () => {
    const broken = new Readable({
      read() {
        this.destroy(new Error('aborted'));
      },
    });
    expect(await problemOf(ndjsonItems(broken).next())).toBe('malformed-request');
    const stream = Readable.from([Buffer.from('1\n'), Buffer.from('2\n')]);
    for await (const items of ndjsonItems(stream)) if (items.length > 0) break;
    expect(stream.destroyed).toBe(false);
  });
});

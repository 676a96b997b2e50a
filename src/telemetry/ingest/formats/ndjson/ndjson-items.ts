import type { Readable } from 'node:stream';
import { BODY_LIMIT } from '../../../../platform/http/fastify-adapter.js';
import { ProblemError } from '../../../../platform/http/problems/problem.error.js';
import { Unreadable } from '../../unreadable.js';
import { LineSplitter } from './line-splitter.js';

/**
 * The documents of an NDJSON stream as they come in, some at a time, empty lines left out. The stream is read no faster
 * than the documents are taken, and is left open when no more are.
 * @throws ProblemError 413 when the body or a line is too long, 400 when the stream breaks
 */
export async function* ndjsonItems(stream: Readable): AsyncGenerator<unknown[], void> {
  const lines = new LineSplitter();
  let bytes = 0;
  for await (const block of blocksOf(stream)) {
    bytes += block.length;
    if (bytes > BODY_LIMIT) throw new ProblemError('payload-too-large', `The body is longer than ${BODY_LIMIT} bytes.`);
    const items = parsed(lines.push(block));
    if (items.length > 0) yield items;
  }
  yield parsed(lines.end());
}

async function* blocksOf(stream: Readable): AsyncGenerator<Buffer, void> {
  try {
    // Destroying the stream would close the connection before the sender has its answer.
    for await (const block of stream.iterator({ destroyOnReturn: false })) yield block as Buffer;
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw new ProblemError('malformed-request', 'The body ended before it was complete.', { cause: error });
  }
}

function parsed(lines: readonly (string | undefined)[]): unknown[] {
  return lines.filter((line) => line?.trim() !== '').map(parseLine);
}

function parseLine(line: string | undefined): unknown {
  if (line === undefined) return new Unreadable('malformed-utf8', 'The line is not UTF-8');
  try {
    const value: unknown = JSON.parse(line);
    return value;
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'not JSON';
    return new Unreadable('malformed-json', `The line is not JSON: ${reason}`);
  }
}

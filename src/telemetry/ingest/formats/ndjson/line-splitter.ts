import { isUtf8 } from 'node:buffer';
import { ProblemError } from '../../../../platform/http/problems/problem.error.js';

/** Longest line, in bytes: a reading with everything that its schema permits fits. */
export const LINE_LIMIT = 1024 * 1024;

const NEWLINE = 0x0a;

/** Cuts blocks of bytes into lines, keeping no more than the one line that is not complete. */
export class LineSplitter {
  private rest: Buffer[] = [];
  private restLength = 0;

  /**
   * The lines that this block completes; undefined in the place of one that is not UTF-8.
   * @throws ProblemError 413 when a line is too long
   */
  push(block: Buffer): (string | undefined)[] {
    const first = block.indexOf(NEWLINE);
    if (this.restLength + (first < 0 ? block.length : first) > LINE_LIMIT) throw tooLong();
    if (first < 0) {
      this.keep(block);
      return [];
    }
    const last = block.lastIndexOf(NEWLINE);
    const complete = Buffer.concat([...this.rest, block.subarray(0, last)]);
    this.rest = [];
    this.restLength = 0;
    this.keep(block.subarray(last + 1));
    return texts(complete);
  }

  /** The last line, when it has no end of its own. */
  end(): (string | undefined)[] {
    return this.restLength === 0 ? [] : texts(Buffer.concat(this.rest));
  }

  private keep(part: Buffer): void {
    if (part.length === 0) return;
    this.rest.push(part);
    this.restLength += part.length;
  }
}

/** Decodes all lines in one go where they are all UTF-8, which is the usual case. */
function texts(lines: Buffer): (string | undefined)[] {
  if (isUtf8(lines)) return lines.toString('utf8').split('\n');
  return lines
    .toString('latin1')
    .split('\n')
    .map((line) => Buffer.from(line, 'latin1'))
    .map((line) => (isUtf8(line) ? line.toString('utf8') : undefined));
}

function tooLong(): ProblemError {
  return new ProblemError('payload-too-large', `A line is longer than ${LINE_LIMIT} bytes.`);
}

import { LineParser } from './line-parser.js';
import { LineFault, type LinePoint } from './line-point.js';

/** A line that is neither empty nor a comment, by its number in the text, from 1. */
export interface Line {
  readonly number: number;
  readonly content: LinePoint | LineFault;
}

/** The points of a text in line protocol. After a line that cannot be read it goes on with the next. */
export function* linesOf(body: string): Generator<Line, void> {
  const text = body.includes('\r') ? body.replaceAll('\r\n', '\n') : body;
  const parser = new LineParser(text);
  let number = 1;
  let counted = 0;
  while (parser.at < text.length) {
    if (parser.atPoint()) yield { number, content: read(parser) };
    parser.skipLine();
    number += breaksIn(text, counted, parser.at);
    counted = parser.at;
  }
}

function read(parser: LineParser): LinePoint | LineFault {
  try {
    return parser.point();
  } catch (error) {
    if (!(error instanceof LineFault)) throw error;
    parser.at = error.at;
    return error;
  }
}

function breaksIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = text.indexOf('\n', from); i >= 0 && i < to; i = text.indexOf('\n', i + 1)) count += 1;
  return count;
}

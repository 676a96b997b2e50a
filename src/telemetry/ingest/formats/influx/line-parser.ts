import { fieldValue } from './field-value.js';
import { LineFault, type LinePoint } from './line-point.js';

const TIMESTAMP = /^[+-]?\d{1,30}$/;

/** What ends a name that no backslash protects, and what a backslash protects in it: for the rest it is itself. */
const MEASUREMENT = { end: /[, \n]/g, escaped: /\\([, ])/g };
const KEY = { end: /[,= \n]/g, escaped: /\\([,= ])/g };
const VALUE_END = /[, \n]/g;
const BLANKS = /[ \t]*/y;

type Name = typeof KEY;

/**
 * Reads points of InfluxDB's line protocol (docs.influxdata.com/influxdb/v2/reference/syntax/line-protocol) from a text
 * whose lines end with `\n`. A quoted text may hold line breaks, so only reading a line tells where it ends.
 */
export class LineParser {
  at = 0;

  constructor(private readonly text: string) {}

  /** Skips blanks, and tells whether a point begins here rather than an empty line or a comment. */
  atPoint(): boolean {
    this.skipBlanks();
    return this.at < this.text.length && !'\n#'.includes(this.char);
  }

  /** Goes behind the next line break. */
  skipLine(): void {
    const end = this.text.indexOf('\n', this.at);
    this.at = end < 0 ? this.text.length : end + 1;
  }

  /** Reads a point up to its line break. @throws LineFault */
  point(): LinePoint {
    const measurement = this.name(MEASUREMENT, 'measurement');
    const tags = this.tags();
    this.skipBlanks();
    const fields = this.fields();
    this.skipBlanks();
    const timestamp = this.timestamp();
    this.skipBlanks();
    if (this.at < this.text.length && this.char !== '\n') throw this.fault('there is more after the timestamp');
    return { measurement, tags, fields, timestamp };
  }

  private tags(): Map<string, string> {
    const tags = new Map<string, string>();
    while (this.skip(',')) {
      const key = this.name(KEY, 'tag key');
      if (!this.skip('=')) throw this.fault('a tag has no value');
      if (tags.has(key)) throw this.fault('a tag comes twice');
      tags.set(key, this.name(KEY, 'tag value'));
    }
    return tags;
  }

  private fields(): [string, number][] {
    const fields: [string, number][] = [];
    do {
      const key = this.name(KEY, 'field key');
      if (!this.skip('=')) throw this.fault('a field has no value');
      if (this.char === '"') this.skipText();
      else fields.push([key, this.number()]);
    } while (this.skip(','));
    return fields;
  }

  private number(): number {
    const from = this.at;
    const value = fieldValue(this.upTo(VALUE_END));
    if (value !== undefined) return value;
    throw new LineFault('a field value is no number that can be stored, no boolean and no quoted text', from);
  }

  private timestamp(): string | undefined {
    const from = this.at;
    const text = this.upTo(VALUE_END);
    if (text !== '' && !TIMESTAMP.test(text)) throw new LineFault('the timestamp is no whole number', from);
    return text === '' ? undefined : text;
  }

  private name({ end, escaped }: Name, what: string): string {
    const raw = this.upTo(end);
    if (raw === '') throw this.fault(`the ${what} is missing`);
    return raw.includes('\\') ? raw.replace(escaped, '$1') : raw;
  }

  /** The text up to a character that ends it; a backslash protects what follows, save a line break. */
  private upTo(end: RegExp): string {
    const from = this.at;
    end.lastIndex = from;
    for (;;) {
      const index = end.exec(this.text)?.index ?? this.text.length;
      if (index > from && this.text[index - 1] === '\\' && this.text[index] !== '\n' && index < this.text.length)
        continue;
      this.at = index;
      return this.text.slice(from, index);
    }
  }

  /** Goes behind a quoted text, in which `\"` is a quote and `\\` a backslash. */
  private skipText(): void {
    const from = this.at;
    for (let i = from + 1; i < this.text.length; i++) {
      if (this.text[i] === '\\') i += 1;
      else if (this.text[i] === '"') {
        this.at = i + 1;
        return;
      }
    }
    throw new LineFault('a quoted text does not end', from);
  }

  private skip(char: string): boolean {
    if (this.char !== char) return false;
    this.at += 1;
    return true;
  }

  private skipBlanks(): void {
    BLANKS.lastIndex = this.at;
    this.at += BLANKS.exec(this.text)?.[0].length ?? 0;
  }

  private get char(): string {
    return this.text[this.at] ?? '';
  }

  private fault(message: string): LineFault {
    return new LineFault(message, this.at);
  }
}

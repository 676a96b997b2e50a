import { InvalidArgumentError, Option } from 'commander';

/** Twin and asset ids as the wire contract has them; nothing in them can break out of an MQTT topic. */
const ID = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}$/;

export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
    throw new InvalidArgumentError(`It must be a whole number ${range}.`);
  };
}

export function identifier(text: string): string {
  if (ID.test(text)) return text;
  throw new InvalidArgumentError('An id is a letter or digit, then up to 127 letters, digits, "_", ".", ":" or "-".');
}

/** A URL of one of the given schemes; empty, as an environment file may leave a variable, counts as absent. */
export function address(...schemes: string[]): (text: string) => string | undefined {
  return (text) => {
    if (text === '') return undefined;
    if (URL.canParse(text) && schemes.includes(new URL(text).protocol.slice(0, -1))) return text;
    throw new InvalidArgumentError(`It must be a URL that starts with ${schemes.map((s) => `${s}://`).join(' or ')}.`);
  };
}

/** What may stand for one or more levels of an MQTT topic. */
export function topicPart(text: string): string {
  if (/^[^+#\s/]+(?:\/[^+#\s/]+)*$/.test(text)) return text;
  throw new InvalidArgumentError('A part of an MQTT topic has no blanks, "+" or "#" in it.');
}

const absentWhenEmpty = (text: string): string | undefined => (text === '' ? undefined : text);

export const DEFAULT_URL = 'http://127.0.0.1:8000';

export function urlOption(): Option {
  return new Option('--url <url>', 'where OpsTwin listens')
    .env('OPSTWIN_URL')
    .default(DEFAULT_URL)
    .argParser((text) => address('http', 'https')(text) ?? DEFAULT_URL);
}

export function tokenOption(): Option {
  return new Option('--token <jwt>', 'the access token to present').env('OPSTWIN_TOKEN').argParser(absentWhenEmpty);
}

import { grouped } from '../terminal/numbers.js';

/** The data of an event, of which nothing is known for certain. */
export type EventData = Readonly<Record<string, unknown>>;

const NAMES_SHOWN = 3;

export function isData(value: unknown): value is EventData {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function nested(data: EventData, name: string): EventData {
  const value = data[name];
  return isData(value) ? value : {};
}

/** A field that is a text or a number. */
export function field(data: EventData, name: string): string | undefined {
  const value = data[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function count(data: EventData, name: string, format: (value: number) => string): string | undefined {
  const value = data[name];
  return typeof value === 'number' && Number.isFinite(value) ? format(value) : undefined;
}

/** A list of names, or how many there are when they are many or only their number is known. */
export function listed(data: EventData, name: string, plural: string): string | undefined {
  const value = data[name];
  if (typeof value === 'number') return `${grouped(value)} ${plural}`;
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return value.length <= NAMES_SHOWN ? value.map(String).join(', ') : `${grouped(value.length)} ${plural}`;
}

/** The parts that are there, with a blank between them. */
export function phrase(...parts: (string | undefined)[]): string | undefined {
  return parts.filter((part) => part !== undefined && part !== '').join(' ') || undefined;
}

/** Two words that make sense only together. */
export function both(first: string | undefined, second: string | undefined): string | undefined {
  return first && second ? `${first} ${second}` : undefined;
}

export function wrapped(before: string, text: string | undefined, after: string): string | undefined {
  return text && before + text + after;
}

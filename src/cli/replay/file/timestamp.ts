import { parseEpoch } from './epoch.js';
import type { TimeFormat } from './file-format.js';
import type { Timestamp } from './instant.js';

const SHAPE =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}:\d{2})?)?$/i;

/** What each format looks like, for messages. */
export const TIME_EXAMPLES: Readonly<Record<TimeFormat, string>> = {
  auto: '2013-12-02 21:15:00, 2013-12-02T21:15:00Z or a count since 1970 like 1386018900',
  text: '2013-12-02 21:15:00 or 2013-12-02T21:15:00Z',
  s: 'seconds since 1970 like 1386018900',
  ms: 'milliseconds since 1970 like 1386018900000',
  us: 'microseconds since 1970 like 1386018900000000',
  ns: 'nanoseconds since 1970 like 1386018900000000000',
};

/**
 * Reads a time of a format. Undefined for anything else, a day that the calendar does not have included.
 * @param defaultOffset of a date and time that is written without one
 */
export function parseTimestamp(text: string, format: TimeFormat = 'auto', defaultOffset = 'Z'): Timestamp | undefined {
  const trimmed = text.trim();
  if (format === 'text') return parseDateTime(trimmed, defaultOffset);
  if (format !== 'auto') return parseEpoch(trimmed, format);
  return parseDateTime(trimmed, defaultOffset) ?? parseEpoch(trimmed);
}

/** Reads `2013-12-02 21:15:00` and its shorter forms, or RFC 3339. */
function parseDateTime(text: string, defaultOffset: string): Timestamp | undefined {
  const match = SHAPE.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', offset] = match;
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const asUtc = new Date(`${written}Z`);
  // Date.parse turns 30 February into 1 March instead of refusing it.
  if (Number.isNaN(asUtc.getTime()) || asUtc.toISOString().slice(0, 19) !== written) return undefined;
  const shift = offsetMs(offset ?? defaultOffset);
  if (shift === undefined) return undefined;
  const seconds = asUtc.getTime() - shift;
  const digits = fraction.padEnd(3, '0');
  return {
    ts: `${new Date(seconds).toISOString().slice(0, 19)}.${digits}Z`,
    time: seconds + Number(digits.slice(0, 3)),
  };
}

/** The milliseconds of `Z`, `+02:00` or `-01:30`; undefined for hours and minutes that are none. */
export function offsetMs(offset: string): number | undefined {
  if (offset.toUpperCase() === 'Z') return 0;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):(\d{2})$/.exec(offset) ?? [];
  if (sign === undefined || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

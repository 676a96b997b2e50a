import { isInstant, TimestampFault } from '../../ingest/timestamp.js';
import { LocalTimes, type TimeFault } from './local-time.js';
import { readNumber } from './number-in-text.js';
import type { DecimalMark, EpochUnit, TimePlace } from './source-document.js';

/** A time of a message: an instant, or what is still to be read as `ts` of telemetry.v1, or why it is none. */
export type MessageTime = { readonly at: number } | { readonly ts: unknown } | { readonly fault: TimeFault };

const PER_SECOND: Readonly<Record<EpochUnit, number>> = { s: 1, ms: 1e3, us: 1e6, ns: 1e9 };

/** How the times of a document's messages are read. */
export function timeReader(place: TimePlace, decimal: DecimalMark | undefined): (raw: unknown) => MessageTime {
  const { format = 'auto', zone = 'UTC' } = place;
  switch (format) {
    case 'auto':
      return (raw) => ({ ts: readNumber(raw, decimal) });
    case 'rfc3339':
      return (raw) => (typeof raw === 'string' ? { ts: raw } : { fault: type('text') });
    case 'local':
      return localReader(new LocalTimes(zone));
    case 's':
    case 'ms':
    case 'us':
    case 'ns':
      return (raw) => epoch(readNumber(raw, decimal), PER_SECOND[format]);
  }
}

function localReader(times: LocalTimes): (raw: unknown) => MessageTime {
  return (raw) => {
    if (typeof raw !== 'string') return { fault: type('text') };
    const instant = times.instantOf(raw);
    return typeof instant === 'number' ? inRange(instant) : { fault: instant };
  };
}

/** Rounded to microseconds before it is cut off to milliseconds: 1.001 s is a double a little below it. */
function epoch(value: unknown, perSecond: number): MessageTime {
  if (typeof value !== 'number') return { fault: type('a number') };
  return inRange(Math.floor(Math.round(value * (1e6 / perSecond)) / 1e3));
}

function inRange(instant: number): MessageTime {
  return isInstant(instant) ? { at: instant } : { fault: TimestampFault.OUT_OF_RANGE };
}

function type(expected: string): TimeFault {
  return { code: 'type', message: `must be ${expected}` };
}

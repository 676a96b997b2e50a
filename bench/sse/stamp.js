import { Buffer } from 'node:buffer';

/** What precedes a stamp in an event's data. */
export const MARKER = Buffer.from('"stamp":"');
const TIME_DIGITS = 16;
const SEQUENCE_DIGITS = 10;
/** Bytes from the marker's first to the stamp's last. */
export const STAMPED_BYTES = MARKER.length + TIME_DIGITS + 1 + SEQUENCE_DIGITS;

/** Microseconds of the machine's monotonic clock, which is the same for all its processes. */
export function now() {
  return Number(process.hrtime.bigint() / 1000n);
}

/** When an event was appended, and its number, in a form of fixed width. */
export function stamp(sequence) {
  return `${String(now()).padStart(TIME_DIGITS, '0')}.${String(sequence).padStart(SEQUENCE_DIGITS, '0')}`;
}

/** @param at where the marker begins */
export function readStamp(bytes, at) {
  const time = at + MARKER.length;
  return {
    time: digits(bytes, time, TIME_DIGITS),
    sequence: digits(bytes, time + TIME_DIGITS + 1, SEQUENCE_DIGITS),
  };
}

function digits(bytes, from, count) {
  let value = 0;
  for (let i = from; i < from + count; i++) value = value * 10 + bytes[i] - 48;
  return value;
}

import { plainText } from '../terminal/plain-text.js';
import type { Colour, Painter } from '../terminal/colour.js';
import { isData } from './event-fields.js';
import { EVENT_WORDS } from './event-words.js';
import type { OpsTwinEvent } from './opstwin-event.js';

/** As wide as the longest type, `SimulationCompleted`, so that the columns stand below each other. */
const TYPE_WIDTH = 19;

/** The first that fits a type gives its colour. */
const COLOURS: readonly (readonly [RegExp, Colour])[] = [
  [/Failed$|Rejected$|^AnomalyDetected$/, 'red'],
  [/Expired$|Cancelled$|RolledBack$/, 'yellow'],
  [/Succeeded$|Verified$|Approved$|Cleared$/, 'green'],
  [/^Telemetry/, 'grey'],
  [/^Simulation/, 'blue'],
  [/^Decision|^Analysis|^Proposal/, 'magenta'],
  [/^Action/, 'cyan'],
];

/** An event on one line: when (UTC), what, where, and what happened in words. */
export function eventLine(event: OpsTwinEvent, paint: Painter): string {
  const type = plainText(event.type);
  const colour = COLOURS.find(([pattern]) => pattern.test(type))?.[1];
  const parts = [time(event.ts), paint(colour, type.padEnd(TYPE_WIDTH)), event.twin_id ?? '-', happening(event)];
  return parts.map((part, index) => (index === 1 ? part : plainText(part))).join('  ');
}

function happening({ type, data }: OpsTwinEvent): string {
  const words = isData(data) && Object.hasOwn(EVENT_WORDS, type) ? EVENT_WORDS[type]?.(data) : undefined;
  return words ?? JSON.stringify(data ?? {});
}

/** `2026-11-20 05:00:00Z`; a text that is no time as it is. */
function time(ts: string): string {
  const date = new Date(ts);
  return Number.isNaN(date.getTime()) ? ts : `${date.toISOString().slice(0, 19).replace('T', ' ')}Z`;
}

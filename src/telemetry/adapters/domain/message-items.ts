import { Unreadable } from '../../ingest/unreadable.js';
import type { TopicRule } from '../documents/adapter-document.js';
import { decimalOf } from './decimal.js';
import type { Placement } from './topic-template.js';

/**
 * The readings of a message on a topic of the rule, or `Unreadable` in the place of what is none.
 * @param bound what the topic names
 * @param mapped whether a source's document makes the readings: then they are told the topic's names, and checked there
 */
export function messageItems(payload: Buffer, rule: TopicRule, bound: Placement, mapped: boolean): unknown[] {
  const { twin_id, asset_id, metric } = rule;
  const place = { ...(twin_id && { twin_id }), ...(asset_id && { asset_id }), ...(metric && { metric }), ...bound };
  const text = payload.toString('utf8');
  if (rule.payload === 'number') return [measured(decimalOf(text), place)];
  const value = parsed(text);
  const items: unknown[] = Array.isArray(value) ? value : [value];
  return items.map((item) => {
    if (mapped) return isObject(item) ? { ...place, ...item } : item;
    return place.metric === undefined ? placed(item, place) : measured(item, place);
  });
}

/** A reading of one metric: the bare number, or an object that has it as its `value`. */
function measured(item: unknown, { twin_id, asset_id, metric = '' }: Placement): unknown {
  if (item instanceof Unreadable) return item;
  const { value, ...rest } = isObject(item) ? item : { value: item };
  if (typeof value !== 'number') return new Unreadable('not-a-number', 'The payload is no number');
  return { ...rest, twin_id, asset_id, metrics: { [metric]: value } };
}

/** The topic is what its sender was permitted to write to, so that a reading cannot name other ids. */
function placed(item: unknown, place: Placement): unknown {
  if (!isObject(item)) return item;
  const others = (['twin_id', 'asset_id'] as const).some(
    (name) => place[name] !== undefined && item[name] !== undefined && item[name] !== place[name],
  );
  return others ? new Unreadable('other-ids', 'The reading names other ids than its topic') : { ...item, ...place };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    return new Unreadable('malformed-json', `The payload is not JSON: ${(error as Error).message}`);
  }
}

function isObject(item: unknown): item is Record<string, unknown> {
  return typeof item === 'object' && item !== null && !Array.isArray(item) && !(item instanceof Unreadable);
}

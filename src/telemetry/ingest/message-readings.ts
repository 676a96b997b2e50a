import { READINGS_LIMIT } from './telemetry-intake.js';
import type { TelemetryTopic } from './telemetry-topic.js';
import { Unreadable } from './unreadable.js';

/**
 * The readings of a message, each with the ids of its topic. One that names other ids is not readable: the topic is
 * what its sender was permitted to write to.
 * @throws SyntaxError when the payload is not JSON, RangeError when it holds too many readings
 */
export function messageReadings(payload: Buffer, place: TelemetryTopic): unknown[] {
  const parsed: unknown = JSON.parse(payload.toString('utf8'));
  const items: unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  if (items.length > READINGS_LIMIT) throw new RangeError(`holds more than ${READINGS_LIMIT} readings`);
  return items.map((item) => placed(item, place));
}

function placed(item: unknown, { twinId, assetId }: TelemetryTopic): unknown {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
  const { twin_id = twinId, asset_id = assetId } = item as Record<string, unknown>;
  return twin_id === twinId && asset_id === assetId
    ? { ...item, twin_id, asset_id }
    : new Unreadable('other-ids', 'The reading names other ids than its topic');
}

import { IDENTIFIER } from '../../../platform/http/validation/identifier.js';
import { READINGS_LIMIT } from '../../ingest/telemetry-intake.js';
import { saysConnected } from '../domain/connection-word.js';
import { messageItems } from '../domain/message-items.js';
import type { Placement } from '../domain/topic-template.js';
import type { Delivery } from '../run/adapter.js';
import type { IncomingMessage } from './log-in.js';
import type { Topics } from './topics.js';

/** What a message delivers. @param mapped whether the adapter has a source that makes the readings */
export function messageDelivery(message: IncomingMessage, topics: Topics, mapped: boolean): Delivery {
  const acknowledge = (): void => {
    message.acknowledge();
  };
  return { messages: 1, ...contentOf(message, topics, mapped), acknowledge };
}

function contentOf({ topic, payload }: IncomingMessage, topics: Topics, mapped: boolean) {
  const asset = topics.statusOf(topic);
  if (asset) return statusOf(topic, payload, asset);
  const meaning = topics.readingsOf(topic);
  if (!meaning) return { items: [], rejection: `No template fits the topic ${topic}` };
  const items = messageItems(payload, meaning.rule, meaning.bound, mapped);
  if (items.length <= READINGS_LIMIT) return { items };
  return { items: [], rejection: `A message on ${topic} holds more than ${READINGS_LIMIT} readings` };
}

function statusOf(topic: string, payload: Buffer, { twin_id = '', asset_id = '' }: Placement) {
  if (!IDENTIFIER.test(twin_id) || !IDENTIFIER.test(asset_id)) {
    return { items: [], rejection: `The topic ${topic} names no twin and asset` };
  }
  const connected = saysConnected(payload.toString('utf8'));
  // Deleting a retained status says nothing about the asset.
  if (connected === undefined && payload.length === 0) return { items: [] };
  if (connected === undefined)
    return { items: [], rejection: `The status on ${topic} says neither online nor offline` };
  return { items: [], connection: { twinId: twin_id, assetId: asset_id, connected } };
}

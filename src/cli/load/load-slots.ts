import { HttpConnection, httpFrame } from './http/http-connection.js';
import { readingsEach, type LoadOptions } from './load-options.js';
import type { Slot } from './load-run.js';
import { MqttConnection, mqttFrame } from './mqtt/mqtt-connection.js';
import { Payload } from './payload.js';
import { SeriesWalk } from './series-walk.js';

/**
 * The connections and what they send. Each connection has assets of its own, so that the times of a series arrive in
 * their order; over MQTT each has as many slots as messages may be unacknowledged.
 */
export function loadSlots(options: LoadOptions): { slots: Slot[]; walks: SeriesWalk[] } {
  const walks = Array.from({ length: options.series }, (_, index) => new SeriesWalk(index, options.metrics));
  const slots = Array.from({ length: options.connections }, (_, number) => {
    const own = walks.filter(({ index }) => index % options.connections === number);
    return options.mqtt === undefined ? [httpSlot(options, own)] : mqttSlots({ ...options, mqtt: options.mqtt }, own);
  });
  return { slots: slots.flat(), walks };
}

function httpSlot(options: LoadOptions, walks: readonly SeriesWalk[]): Slot {
  const frame = (length: number) => httpFrame(options.url, options.token, length);
  return {
    connection: new HttpConnection(options.url, readingsEach(options)),
    payload: new Payload(options, frame, walks, true),
  };
}

function mqttSlots(options: LoadOptions & { mqtt: string }, walks: readonly SeriesWalk[]): Slot[] {
  const frame = (length: number) => mqttFrame(options, length);
  const connection = new MqttConnection(options, readingsEach(options));
  return Array.from({ length: options.window }, (_, slot) => ({
    connection,
    payload: new Payload(options, frame, rotated(walks, slot), false),
  }));
}

/** Slots of one connection begin at different assets. */
function rotated<Item>(items: readonly Item[], by: number): Item[] {
  const at = by % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
}

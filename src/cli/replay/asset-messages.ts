import type { Reading } from './reading.js';

/** An MQTT message: its topic names the asset that all of its readings are of. */
export interface AssetMessage {
  readonly topic: string;
  readonly payload: string;
}

/** @param prefix the namespace and the tenant */
export function assetMessages(prefix: string, readings: readonly Reading[]): AssetMessage[] {
  const byTopic = new Map<string, object[]>();
  for (const { twin, asset, ts, metrics } of readings) {
    const topic = `${prefix}/${twin}/${asset}/telemetry`;
    const wire = byTopic.get(topic);
    if (wire) wire.push({ ts, metrics });
    else byTopic.set(topic, [{ ts, metrics }]);
  }
  return [...byTopic].map(([topic, wire]) => ({ topic, payload: JSON.stringify(wire.length === 1 ? wire[0] : wire) }));
}

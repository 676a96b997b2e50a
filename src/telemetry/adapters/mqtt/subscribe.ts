import type { MqttClient } from 'mqtt';

/** What a broker answers instead of a quality of service when it refuses a subscription. */
const REFUSED = 0x80;

/** Retained messages come for a subscription that is new, and not at each connection (MQTT 5, 3.8.3.1). */
const RETAINED_ONCE = 1;

/** Subscribes each filter with its quality of service. @throws Error naming the one that the broker refuses */
export async function subscribe(client: MqttClient, subscriptions: ReadonlyMap<string, 0 | 1>): Promise<void> {
  for (const [filter, qos] of subscriptions) {
    const refused = (why: string): Error => new Error(`The broker refuses the subscription of ${filter}: ${why}`);
    const [grant] = await client.subscribeAsync(filter, { qos, rh: RETAINED_ONCE }).catch((error: unknown) => {
      throw refused((error as Error).message);
    });
    if (grant && grant.qos >= REFUSED) throw refused(`code ${grant.qos}`);
  }
}

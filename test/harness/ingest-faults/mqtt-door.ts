import { connect, type MqttClient } from 'mqtt';
import { METRIC, type Door } from './door.js';
import type { NumberedReading } from './sent-readings.js';

const RECONNECT_MS = 150;
/** After so long without an acknowledgement, a message is published anew. */
const PATIENCE_MS = 10_000;
/** Most readings of a message. */
const TOGETHER = 3;

export interface MqttDoorOptions {
  readonly url: string;
  readonly topic: string;
  /** The password; undefined where the broker asks for none. */
  readonly token: string | undefined;
}

/** QoS 1 messages, many unacknowledged at once; the library sends these again when it is connected again. */
export class MqttDoor implements Door {
  readonly most = 100;
  readonly pauseMs = 150;
  private readonly client: MqttClient;

  constructor(
    private readonly options: MqttDoorOptions,
    readonly promisesOnly: boolean,
  ) {
    const { url, token } = options;
    this.client = connect(url, {
      ...(token !== undefined && { username: 'device', password: token }),
      reconnectPeriod: RECONNECT_MS,
    });
    this.client.on('error', () => undefined);
  }

  async deliver(readings: readonly NumberedReading[]): Promise<readonly NumberedReading[]> {
    const messages = Array.from({ length: Math.ceil(readings.length / TOGETHER) }, (_, i) =>
      readings.slice(i * TOGETHER, (i + 1) * TOGETHER),
    );
    const acknowledged = await Promise.all(messages.map(async (one) => ((await this.publish(one)) ? one : [])));
    return acknowledged.flat();
  }

  async close(): Promise<void> {
    await this.client.endAsync(true);
  }

  /** @returns whether it was acknowledged */
  private publish(readings: readonly NumberedReading[]): Promise<boolean> {
    const payload = JSON.stringify(readings.map(({ at, value }) => ({ ts: at, metrics: { [METRIC]: value } })));
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        resolve(false);
      }, PATIENCE_MS);
      this.client.publish(this.options.topic, payload, { qos: 1 }, (error) => {
        clearTimeout(timer);
        resolve(!error);
      });
    });
  }
}

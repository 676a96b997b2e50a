import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import type { MqttMessage } from '../mqtt-bus.js';

const PUBACK = 0x40;

/**
 * A client that acknowledges each QoS 1 message when it is handled, with many in hand at once. The library would handle
 * them one by one, since it acknowledges by a callback before which it reads no further. So its callback gets an error,
 * on which it leaves the acknowledgement out (mqtt.js, lib/handlers/publish.ts), and the PUBACK is written here.
 */
export function acknowledgingClient(
  url: string,
  options: IClientOptions,
  handle: (message: MqttMessage) => Promise<void>,
): MqttClient {
  const client = connect(url, options);
  client.handleMessage = ({ topic, payload, qos, messageId }, done) => {
    const { stream } = client;
    const handled = handle({ topic, payload: Buffer.from(payload) });
    done(qos === 0 ? undefined : new Error('acknowledged when it is handled'));
    handled.then(
      () => {
        // Only on the connection that it came by: on a later one, the identifier may stand for another message.
        if (qos > 0 && messageId !== undefined && !stream.destroyed) stream.write(puback(messageId));
      },
      () => {
        // A broker sends again only to a new connection.
        stream.destroy();
      },
    );
  };
  return client;
}

/** A PUBACK of success is the same in MQTT 3.1.1 and 5 (section 3.4). */
function puback(messageId: number): Buffer {
  return Buffer.of(PUBACK, 2, messageId >> 8, messageId & 0xff);
}

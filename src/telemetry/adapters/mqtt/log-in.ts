import type { Socket } from 'node:net';
import { MqttClient, type IClientOptions, type IPublishPacket } from 'mqtt';
import type { MqttDocument } from '../documents/adapter-document.js';
import type { BrokerAccess } from './broker-access.js';

const PUBACK = 0x40;
const LOGIN_MS = 10_000;
/** The largest body of a request, and a topic. */
const MAXIMUM_PACKET_BYTES = 8 * 1024 * 1024 + 65_536;
/** Messages in hand at once; the broker may set less. */
const RECEIVE_MAXIMUM = 1000;

export interface MqttSession {
  readonly clientId: string;
  /** Seconds that the broker keeps the session without a connection; 0: it is made anew, and gone at the end. */
  readonly expiry: number;
}

/** A message to be acknowledged by whoever handles it. */
export interface IncomingMessage {
  readonly topic: string;
  readonly payload: Buffer;
  acknowledge(): void;
}

/**
 * Logs in at the broker over a connection, which is the client's from here on. The client never connects anew.
 * @throws Error when the broker refuses it
 */
export async function logIn(
  socket: Socket,
  { username, password }: BrokerAccess,
  protocol: MqttDocument['protocol'],
  { clientId, expiry }: MqttSession,
  handle: (message: IncomingMessage) => void,
): Promise<MqttClient> {
  const options: IClientOptions = {
    protocolVersion: protocol === '5' ? 5 : 4,
    clientId,
    clean: expiry === 0,
    reconnectPeriod: 0,
    connectTimeout: LOGIN_MS,
    resubscribe: false,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(protocol === '5' && {
      properties: {
        sessionExpiryInterval: expiry,
        receiveMaximum: RECEIVE_MAXIMUM,
        maximumPacketSize: MAXIMUM_PACKET_BYTES,
      },
    }),
  };
  const client = new MqttClient(() => socket, options);
  client.handleMessage = (packet, done) => {
    // The library acknowledges by this callback, before which it reads no further: messages would be handled one by
    // one. With an error it leaves the acknowledgement out (mqtt.js, lib/handlers/publish.ts), and it is written here.
    done(packet.qos === 0 ? undefined : new Error('acknowledged when it is stored'));
    handle(incoming(packet, socket));
  };
  try {
    await loggedIn(client);
    return client;
  } catch (error) {
    client.end(true);
    socket.destroy();
    throw error;
  }
}

function incoming({ topic, payload, qos, messageId }: IPublishPacket, socket: Socket): IncomingMessage {
  return {
    topic,
    payload: Buffer.from(payload),
    acknowledge: () => {
      // A PUBACK of success is the same in MQTT 3.1.1 and 5 (section 3.4).
      if (qos > 0 && messageId !== undefined && !socket.destroyed) {
        socket.write(Buffer.of(PUBACK, 2, messageId >> 8, messageId & 0xff));
      }
    },
  };
}

function loggedIn(client: MqttClient): Promise<void> {
  return new Promise((resolve, reject) => {
    client.once('connect', () => {
      resolve();
    });
    client.on('error', reject);
    client.once('close', () => {
      reject(new Error('The broker closed the connection'));
    });
  });
}

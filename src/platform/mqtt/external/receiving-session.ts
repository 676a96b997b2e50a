import { Logger } from '@nestjs/common';
import type { MqttClient } from 'mqtt';
import { endConnection } from '../end-connection.js';
import type { MessageReceivers } from '../message-receivers.js';
import type { MqttMessage } from '../mqtt-bus.js';
import { acknowledgingClient } from './acknowledging-client.js';

const RECONNECT_MS = 1000;
/** How long the broker keeps messages for a session that nobody holds, in seconds. */
const SESSION_EXPIRY_S = 7 * 24 * 3600;
/** Messages in hand at once; the broker may set less. */
const RECEIVE_MAXIMUM = 1000;
/** The largest body of a request, and a topic. */
const MAXIMUM_PACKET_BYTES = 8 * 1024 * 1024 + 65_536;

/** The namespace's persistent session on the broker (MQTT 5): what comes while no process holds it waits there. */
export class ReceivingSession {
  private readonly logger = new Logger('Mqtt');
  private client: MqttClient | undefined;
  private subscribed = false;
  private stopping = false;

  constructor(
    private readonly url: string,
    private readonly namespace: string,
    private readonly receivers: MessageReceivers,
  ) {}

  get held(): boolean {
    return this.client !== undefined;
  }

  get ready(): boolean {
    return this.subscribed;
  }

  /** Takes the session, and keeps taking it when the connection breaks. */
  hold(): void {
    const options = {
      protocolVersion: 5,
      clientId: `${this.namespace}-intake`,
      clean: false,
      resubscribe: false,
      reconnectPeriod: RECONNECT_MS,
      properties: {
        sessionExpiryInterval: SESSION_EXPIRY_S,
        receiveMaximum: RECEIVE_MAXIMUM,
        maximumPacketSize: MAXIMUM_PACKET_BYTES,
      },
    } as const;
    const client = acknowledgingClient(this.url, options, (message) => this.take(message));
    client.on('connect', () => {
      this.subscribe(client).catch((error: unknown) => {
        this.logger.error('Subscribing failed; the connection is made anew', error);
        client.stream.destroy();
      });
    });
    client.on('close', () => (this.subscribed = false));
    client.on('error', (error) => {
      this.logger.warn(`The intake's connection to the broker failed: ${error.message}`);
    });
    this.client = client;
  }

  /** Lets go of the session; its messages wait on the broker for who holds it next. */
  async release(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    this.subscribed = false;
    if (client) await endConnection(client);
  }

  /** Finishes what is in hand, takes nothing more, and lets go. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.receivers.idle();
    await this.release();
  }

  private async subscribe(client: MqttClient): Promise<void> {
    for (const filter of this.receivers.filters) await client.subscribeAsync(filter, { qos: 1 });
    this.subscribed = true;
  }

  /** What comes while stopping is neither handled nor acknowledged, and so comes again. */
  private async take(message: MqttMessage): Promise<void> {
    if (this.stopping) return new Promise(() => undefined);
    try {
      await this.receivers.deliver(message);
    } catch (error) {
      this.logger.warn(
        `A message on ${message.topic} could not be taken now: ${error instanceof Error ? error.message : ''}`,
      );
      throw error;
    }
  }
}

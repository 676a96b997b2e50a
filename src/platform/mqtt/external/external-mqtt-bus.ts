import { randomBytes } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { connect, type MqttClient } from 'mqtt';
import type { Config } from '../../config/config.js';
import type { ConsumerLocks } from '../../event-log/consumers/consumer-locks.js';
import type { HealthChecks } from '../../http/health/health-checks.js';
import type { ShutdownSequence } from '../../lifecycle/shutdown-sequence.js';
import { endConnection } from '../end-connection.js';
import { MessageReceivers, type MessageHandler } from '../message-receivers.js';
import { OpenableMqttBus } from '../openable-mqtt-bus.js';
import { publicUrl } from './mqtt-url.js';
import { ReceivingSession } from './receiving-session.js';

const RECONNECT_MS = 1000;
const TURN_MS = 1000;
const PUBLISH_TIMEOUT_MS = 10_000;

/**
 * A configured broker. Each process has a connection of its own to publish; the namespace's one receiving session is held
 * by one process at a time, so that the messages of a series stay in their order, and another takes it when that ends.
 */
export class ExternalMqttBus extends OpenableMqttBus {
  readonly url: string;
  private readonly logger = new Logger('Mqtt');
  private readonly receivers = new MessageReceivers();
  private readonly session: ReceivingSession;
  private publisher: MqttClient | undefined;
  private turn: NodeJS.Timeout | undefined;
  /** Whether another process holds the receiving session. */
  private standby = false;

  constructor(
    private readonly config: Config,
    private readonly brokerUrl: string,
    private readonly locks: ConsumerLocks,
    health: HealthChecks,
    private readonly shutdown: ShutdownSequence,
  ) {
    super();
    this.url = publicUrl(brokerUrl);
    this.session = new ReceivingSession(brokerUrl, config.namespace, this.receivers);
    health.register('mqtt', config.roles.has('ingest'), () =>
      this.connected ? Promise.resolve() : Promise.reject(new Error('not connected')),
    );
  }

  receive(filter: string, handler: MessageHandler): Promise<void> {
    this.receivers.add(filter, handler);
    return Promise.resolve();
  }

  async publish(topic: string, payload: string): Promise<void> {
    const { publisher } = this;
    if (!publisher?.connected) throw new Error('The MQTT broker cannot be reached');
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new Error('The MQTT broker does not acknowledge'));
      }, PUBLISH_TIMEOUT_MS);
    });
    try {
      await Promise.race([publisher.publishAsync(topic, payload, { qos: 1 }), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  open(): Promise<void> {
    this.publisher = connect(this.brokerUrl, {
      protocolVersion: 5,
      clientId: `${this.config.namespace}-${randomBytes(6).toString('hex')}`,
      clean: true,
      reconnectPeriod: RECONNECT_MS,
    });
    this.logger.log(`The MQTT broker is ${this.url}`);
    this.publisher.on('error', (error) => {
      this.logger.warn(`The connection to the broker failed: ${error.message}`);
    });
    this.shutdown.on('intake', 'the MQTT intake', () => this.stopReceiving());
    this.shutdown.on('connections', 'the MQTT connection', () => this.publisher && endConnection(this.publisher));
    if (this.receivers.filters.length > 0) this.takeTurns();
    return Promise.resolve();
  }

  private get connected(): boolean {
    const receiving = this.receivers.filters.length === 0 || this.standby || this.session.ready;
    return (this.publisher?.connected ?? false) && receiving;
  }

  /** Holds the session while this process has its lock, and asks for the lock again and again. */
  private readonly takeTurns = (): void => {
    this.takeTurn()
      .catch((error: unknown) => {
        this.logger.warn(`Asking for the MQTT lock failed: ${error instanceof Error ? error.message : ''}`);
        return this.session.release();
      })
      .finally(() => {
        if (!this.shutdown.stopping) this.turn = setTimeout(this.takeTurns, TURN_MS);
      });
  };

  private async takeTurn(): Promise<void> {
    const mine = await this.locks.hold(`mqtt:${this.config.namespace}`);
    this.standby = !mine;
    if (mine && !this.session.held && !this.shutdown.stopping) this.session.hold();
    if (!mine && this.session.held) await this.session.release();
  }

  private async stopReceiving(): Promise<void> {
    clearTimeout(this.turn);
    await this.session.stop();
  }
}

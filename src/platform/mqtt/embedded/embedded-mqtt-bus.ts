import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Logger } from '@nestjs/common';
import { Aedes, type Client, type PublishPacket } from 'aedes';
import type { Config } from '../../config/config.js';
import type { HealthChecks } from '../../http/health/health-checks.js';
import type { ShutdownSequence } from '../../lifecycle/shutdown-sequence.js';
import { MessageReceivers, type MessageHandler } from '../message-receivers.js';
import { OpenableMqttBus } from '../openable-mqtt-bus.js';
import type { ClientAccess } from './client-access.js';
import { guardPacketSizes } from './packet-size-guard.js';

/** A subscriber that takes nothing for so long is cut off, since those who publish to it wait for it. */
const DRAIN_TIMEOUT_MS = 5000;

/** A broker inside the process (MQTT 3.1.1), for one that takes telemetry in and has no broker configured. */
export class EmbeddedMqttBus extends OpenableMqttBus {
  private readonly logger = new Logger('Mqtt');
  private readonly receivers = new MessageReceivers();
  private readonly sockets = new Set<Socket>();
  private readonly broker: Aedes;
  private readonly server: Server;

  constructor(
    private readonly config: Config,
    private readonly access: ClientAccess,
    health: HealthChecks,
    private readonly shutdown: ShutdownSequence,
  ) {
    super();
    this.broker = this.makeBroker();
    this.server = createServer({ noDelay: true }, (socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
      guardPacketSizes(socket);
      this.broker.handle(socket);
    });
    if (!this.takesTelemetry) return;
    health.register('mqtt', true, () =>
      this.server.listening ? Promise.resolve() : Promise.reject(new Error('not listening')),
    );
  }

  get url(): string {
    const host = this.config.host.includes(':') ? `[${this.config.host}]` : this.config.host;
    const { port } = (this.server.address() as AddressInfo | null) ?? { port: this.config.mqttPort };
    return `mqtt://${host}:${port}`;
  }

  receive(filter: string, handler: MessageHandler): Promise<void> {
    this.receivers.add(filter, handler);
    return Promise.resolve();
  }

  async publish(topic: string, payload: string): Promise<void> {
    if (!this.server.listening)
      throw new Error('This process has no MQTT broker: it needs the role ingest or MQTT_URL');
    await this.receivers.deliver({ topic, payload: Buffer.from(payload) });
    await new Promise<void>((resolve, reject) => {
      this.broker.publish({ cmd: 'publish', topic, payload, qos: 1, retain: false, dup: false }, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  }

  async open(): Promise<void> {
    if (!this.takesTelemetry) return;
    await this.broker.listen();
    this.server.listen(this.config.mqttPort, this.config.host);
    await once(this.server, 'listening');
    this.logger.log(`The MQTT broker listens on ${this.url}`);
    this.server.on('error', (error) => {
      this.logger.error('The MQTT broker failed', error);
    });
    this.shutdown.on('intake', 'the MQTT intake', () => this.receivers.idle());
    this.shutdown.on('connections', 'the MQTT broker', () => this.close());
  }

  private get takesTelemetry(): boolean {
    return this.config.roles.has('ingest');
  }

  private makeBroker(): Aedes {
    const broker = new Aedes({
      drainTimeout: DRAIN_TIMEOUT_MS,
      authenticate: (client, _username, password, done) => {
        this.authenticate(client, password).then(
          (good) => {
            done(null, good);
          },
          (error: unknown) => {
            this.logger.error('A client could not be authenticated', error);
            done(null, false);
          },
        );
      },
      authorizePublish: (client, packet, done) => {
        this.take(client, packet).then(() => {
          done(null);
        }, done);
      },
      authorizeSubscribe: (client, subscription, done) => {
        done(null, this.access.maySubscribe(client, subscription.topic) ? subscription : null);
      },
      authorizeForward: (client, packet) => (this.access.mayReceive(client, packet.topic) ? packet : null),
    });
    broker.on('clientError', (client, error) => {
      this.logger.warn(`Disconnected ${client.id}: ${error.message}`);
    });
    broker.on('connectionError', (_client, error) => {
      this.logger.debug(`A connection ended before it was one: ${error.message}`);
    });
    return broker;
  }

  /** Sessions are kept by client id: the tenant and the user in it keep one's session from another's hands. */
  private async authenticate(client: Client, password: Buffer | undefined): Promise<boolean> {
    const principal = password && (await this.access.admit(client, password.toString('utf8')));
    if (!principal) return false;
    client.id = `${principal.tenant}/${encodeURIComponent(principal.subject)}/${client.id}`;
    return true;
  }

  /**
   * Runs before the broker acknowledges (aedes, lib/handlers/publish.js): the PUBACK waits until the message is handled,
   * and an error ends the connection without one, so that the client sends again.
   */
  private async take(client: Client | null, packet: PublishPacket): Promise<void> {
    const { topic, payload } = packet;
    if (!client || !this.access.mayPublish(client, topic)) throw new Error(`may not publish on ${topic}`);
    if (this.shutdown.stopping) throw new Error('the broker is stopping');
    // What is newest is kept by the twin; retained messages would fill this process's memory, one per topic.
    packet.retain = false;
    await this.receivers.deliver({ topic, payload: Buffer.from(payload) });
  }

  private async close(): Promise<void> {
    this.server.close();
    await new Promise<void>((resolve) => {
      this.broker.close(resolve);
    });
    for (const socket of this.sockets) socket.destroy();
  }
}

import type { Socket } from 'node:net';
import type { MqttClient } from 'mqtt';
import { endConnection } from '../../../platform/mqtt/end-connection.js';
import type { AdapterDocument, MqttDocument } from '../documents/adapter-document.js';
import type { TakeDelivery, TelemetryAdapter } from '../run/adapter.js';
import type { BrokerAccess } from './broker-access.js';
import { logIn, type IncomingMessage } from './log-in.js';
import { messageDelivery } from './message-delivery.js';
import { openSocket } from './open-socket.js';
import { subscribe } from './subscribe.js';
import { Topics } from './topics.js';

/** How long the broker keeps messages for a session that nobody holds, in seconds; MQTT 3.1.1 keeps them for good. */
const SESSION_EXPIRY_S = 7 * 24 * 3600;
const CONNECT_MS = 10_000;
const ANSWER_MS = 10_000;

/** A persistent session on a broker: what comes while it is not connected waits there. */
export class MqttAdapter implements TelemetryAdapter {
  readonly ended: Promise<never>;
  private fail!: (error: Error) => void;
  private socket: Socket | undefined;
  private client: MqttClient | undefined;
  private readonly topics: Topics;
  /** Whether the session is of no more use. */
  private left = false;

  /** @param access what it takes to get to the broker; asked at each connection, since secrets may be missing */
  constructor(
    private readonly document: MqttDocument,
    private readonly clientId: string,
    private readonly access: () => BrokerAccess,
    private readonly take: TakeDelivery,
    private readonly signal: AbortSignal,
  ) {
    this.topics = new Topics(document);
    this.ended = new Promise((_, reject) => (this.fail = reject));
  }

  async connect(): Promise<void> {
    const access = this.access();
    const socket = await openSocket(access, AbortSignal.any([this.signal, AbortSignal.timeout(CONNECT_MS)]));
    this.socket = socket;
    const giveUp = (): void => void socket.destroy();
    this.signal.addEventListener('abort', giveUp);
    try {
      const session = { clientId: this.clientId, expiry: SESSION_EXPIRY_S };
      this.client = await logIn(socket, access, this.document.protocol, session, (message) => {
        this.handle(message);
      });
    } finally {
      this.signal.removeEventListener('abort', giveUp);
    }
    this.client.on('error', this.fail);
    this.client.once('close', () => {
      this.fail(new Error('The connection to the broker ended'));
    });
    // A message that came with the answer to the login may have ended the connection already.
    if (socket.destroyed) throw new Error('The connection to the broker ended');
    if (this.signal.aborted) await this.close();
  }

  async subscribe(): Promise<void> {
    const { client } = this;
    if (client) await this.answered(subscribe(client, this.topics.subscriptions));
  }

  async leave(next: AdapterDocument | undefined): Promise<void> {
    const same = next?.kind === 'mqtt' && next.url === this.document.url && next.client_id === this.document.client_id;
    const kept = same ? new Topics(next).subscriptions : new Map();
    const left = [...this.topics.subscriptions.keys()].filter((filter) => !kept.has(filter));
    this.left = kept.size === 0;
    if (this.client && left.length > 0) await this.answered(this.client.unsubscribeAsync(left));
  }

  async close(): Promise<void> {
    const forget = this.left && this.document.protocol === '5' ? { properties: { sessionExpiryInterval: 0 } } : {};
    if (this.client) await endConnection(this.client, forget);
    // While it logs in there is a connection without a client.
    this.socket?.destroy();
  }

  /** Ends the connection, and with it the request, when the broker does not answer. */
  private async answered<T>(request: Promise<T>): Promise<T> {
    const late = setTimeout(() => this.socket?.destroy(), ANSWER_MS);
    try {
      return await request;
    } finally {
      clearTimeout(late);
    }
  }

  private handle(message: IncomingMessage): void {
    this.take(messageDelivery(message, this.topics, this.document.source !== undefined)).catch((error: unknown) => {
      // A broker sends again only to a new connection; one that is being closed has acknowledgements to write yet.
      if (this.signal.aborted) return;
      this.fail(error as Error);
      this.socket?.destroy();
    });
  }
}

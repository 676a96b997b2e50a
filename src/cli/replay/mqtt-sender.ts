import { connect, type MqttClient } from 'mqtt';
import { duration } from '../terminal/numbers.js';
import { UserError } from '../terminal/user-error.js';
import { connectionFault } from '../client/connection-fault.js';
import { assetMessages, type AssetMessage } from './asset-messages.js';
import type { Reading } from './reading.js';
import type { Notify, ReadingSender, Rejection } from './reading-sender.js';

const RECONNECT_MS = 1_000;
const REPUBLISH_MS = 100;
const CONNECT_TIMEOUT_MS = 10_000;
/** CONNACK codes 4 and 5 of MQTT 3.1.1: the credentials are wrong, or give no right to connect. */
const REFUSED = new Set([4, 5]);
/** So many connections in a row lost before a single acknowledgement are no accident: the broker refuses the topic. */
const FRUITLESS_CONNECTIONS = 5;

export interface MqttSenderOptions {
  readonly url: string;
  readonly namespace: string;
  readonly tenant: string;
  readonly token?: string | undefined;
  /** How many messages may be unacknowledged at once. */
  readonly window: number;
  /** How long to wait without any acknowledgement, in milliseconds. */
  readonly retryForMs: number;
  readonly signal: AbortSignal;
  readonly notify: Notify;
}

/**
 * Publishes batches with QoS 1, a message for each asset of a batch; the client library sends again after a reconnection
 * what was not acknowledged.
 */
export class MqttSender implements ReadingSender {
  readonly tellsRejections = false;
  readonly window: number;
  readonly #prefix: string;
  readonly #client: MqttClient;
  readonly #waiting = new Set<(reason: Error) => void>();
  #failure: Error | undefined;
  #fruitless = 0;
  #lastTopic = '';
  /** Whether the broker has taken the present connection. */
  #accepted = false;
  /** Whether a person has been told that the broker is away. */
  #away = false;
  #patience: NodeJS.Timeout | undefined;

  constructor(private readonly options: MqttSenderOptions) {
    const { namespace, tenant, token, signal } = options;
    this.window = options.window;
    this.#prefix = `${namespace}/${tenant}`;
    this.#client = connect(withoutCredentials(options.url, token), {
      ...(token !== undefined && { username: 'token', password: token }),
      reconnectPeriod: RECONNECT_MS,
      connectTimeout: CONNECT_TIMEOUT_MS,
      reconnectOnConnackError: true,
    });
    this.#watchConnection();
    signal.addEventListener('abort', this.#onAbort);
    if (signal.aborted) this.#onAbort();
  }

  send(readings: readonly Reading[]): Promise<readonly Rejection[]> {
    return new Promise((resolve, reject: (reason: Error) => void) => {
      if (this.#failure) {
        reject(this.#failure);
        return;
      }
      this.#waiting.add(reject);
      if (!this.#patience) this.#startPatience();
      const messages = assetMessages(this.#prefix, readings);
      let left = messages.length;
      const acknowledged = () => {
        left -= 1;
        if (left === 0) this.#waiting.delete(reject);
        this.#fruitless = 0;
        this.#startPatience();
        if (left === 0) resolve([]);
      };
      for (const message of messages) this.#publish(message, acknowledged);
    });
  }

  /**
   * Publishes until the broker acknowledges. The client library sends again by itself what was under way when a
   * connection broke, but gives up a message that was published while it did so.
   */
  #publish(message: AssetMessage, acknowledged: () => void): void {
    this.#lastTopic = message.topic;
    this.#client.publish(message.topic, message.payload, { qos: 1 }, (error) => {
      if (!error) acknowledged();
      else if (!this.#failure) {
        setTimeout(() => {
          if (!this.#failure) this.#publish(message, acknowledged);
        }, REPUBLISH_MS);
      }
    });
  }

  async close(): Promise<void> {
    clearTimeout(this.#patience);
    this.options.signal.removeEventListener('abort', this.#onAbort);
    await this.#client.endAsync(this.#waiting.size > 0 || !this.#client.connected);
  }

  readonly #onAbort = () => {
    this.#fail(new Error('The replay was interrupted'));
  };

  #watchConnection(): void {
    const client = this.#client;
    client.on('connect', () => {
      if (this.#away) this.options.notify(`connected to ${this.#broker} again`);
      this.#away = false;
    });
    // The connect event comes only after the unacknowledged messages are out again, at which a refusing broker hangs up.
    client.on('packetreceive', (packet) => {
      if (packet.cmd === 'connack' && packet.returnCode === 0) this.#accepted = true;
    });
    client.on('error', (error: Error & { code?: unknown }) => {
      if (typeof error.code === 'number' && REFUSED.has(error.code)) {
        this.#fail(new UserError(`${this.#broker} refused the connection: ${error.message}.`));
        return;
      }
      this.#lost(connectionFault(error) ?? error.message);
    });
    client.on('close', () => {
      if (client.disconnecting) return;
      if (this.#accepted && this.#waiting.size > 0) this.#fruitless += 1;
      this.#accepted = false;
      if (this.#fruitless >= FRUITLESS_CONNECTIONS) this.#fail(new UserError(this.#refusal));
      else this.#lost('connection closed');
    });
  }

  get #broker(): string {
    return new URL(this.options.url).host;
  }

  get #refusal(): string {
    return `${this.#broker} closes the connection at each message on ${this.#lastTopic}: the token may not publish there.`;
  }

  #lost(reason: string): void {
    if (!this.#away && !this.#failure)
      this.options.notify(`${this.#broker} cannot be reached: ${reason}; trying again`);
    this.#away = true;
  }

  /** Restarted with every acknowledgement while there is something to wait for. */
  #startPatience(): void {
    clearTimeout(this.#patience);
    this.#patience = undefined;
    if (this.#waiting.size === 0) return;
    this.#patience = setTimeout(() => {
      const waited = duration(this.options.retryForMs / 1000);
      this.#fail(new UserError(`Gave up: no acknowledgement from ${this.#broker} for ${waited}.`));
    }, this.options.retryForMs);
  }

  #fail(reason: Error): void {
    this.#failure ??= reason;
    clearTimeout(this.#patience);
    for (const reject of this.#waiting) reject(this.#failure);
    this.#client.end(true);
  }
}

/** The client library prefers the credentials of a URL to those of its options. */
function withoutCredentials(url: string, token: string | undefined): string {
  if (token === undefined) return url;
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return bare.href;
}

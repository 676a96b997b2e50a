import { randomUUID } from 'node:crypto';
import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { failed, type Frame, type LoadAnswer, type LoadConnection } from '../load-connection.js';
import type { LoadOptions } from '../load-options.js';
import { ASSET_NAME, ASSET_WIDTH } from '../payload.js';
import { CONNACK, connectPacket, packetIdOffset, PUBACK, publishHead, takePacket, type Packet } from './packets.js';

const DEFAULT_PORTS = { 'mqtt:': 1883, 'mqtts:': 8883 } as const;
const MOST_IDS = 65_535;
/** CONNACK codes 4 and 5: the credentials are wrong, or give no right to connect. */
const REFUSED = new Set([4, 5]);

type Settle = (answer: LoadAnswer) => void;

/** What stands before the payload of each message: the topic names its asset. */
export function mqttFrame({ namespace, tenant, twin }: LoadOptions, bodyLength: number): Frame {
  const topic = `${namespace}/${tenant}/${twin}/${ASSET_NAME}/telemetry`;
  const head = publishHead(topic, bodyLength).toString('latin1');
  return { head, asset: head.indexOf(ASSET_NAME) + ASSET_NAME.length - ASSET_WIDTH };
}

/** A connection to a broker (MQTT 3.1.1) that publishes with QoS 1, many messages at a time; cheap for its lack of a store. */
export class MqttConnection implements LoadConnection {
  readonly #url: URL;
  readonly #pending = new Map<number, Settle>();
  #socket: Socket | undefined;
  #data: Buffer = Buffer.alloc(0);
  /** Messages that wait for the broker's word that the connection is good; undefined once it is. */
  #unsent: Buffer[] | undefined;
  #lastId = 0;

  constructor(
    private readonly options: Pick<LoadOptions, 'token'> & { readonly mqtt: string },
    private readonly readings: number,
  ) {
    this.#url = new URL(options.mqtt);
  }

  send(payload: Buffer): Promise<LoadAnswer> {
    return new Promise((resolve) => {
      this.#socket ??= this.#open();
      payload.writeUInt16BE(this.#newId(resolve), packetIdOffset(payload));
      if (this.#unsent) this.#unsent.push(payload);
      else this.#socket.write(payload);
    });
  }

  close(): void {
    this.#socket?.destroy();
  }

  #newId(settle: Settle): number {
    do this.#lastId = (this.#lastId % MOST_IDS) + 1;
    while (this.#pending.has(this.#lastId));
    this.#pending.set(this.#lastId, settle);
    return this.#lastId;
  }

  #open(): Socket {
    const { protocol, hostname, port } = this.#url;
    const secure = protocol === 'mqtts:';
    const host = hostname.replace(/^\[|\]$/g, '');
    const target = { host, port: Number(port || DEFAULT_PORTS[secure ? 'mqtts:' : 'mqtt:']) };
    const socket = secure ? connectTls({ ...target, servername: host }) : connectPlain(target);
    socket.setNoDelay(true);
    this.#data = Buffer.alloc(0);
    this.#unsent = [];
    socket.write(connectPacket(`opstwin-load-${randomUUID()}`, this.#credentials()));
    socket.on('data', (chunk: Buffer) => {
      this.#take(socket, chunk);
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      this.#lost(socket, failed(error.code ?? error.message));
    });
    socket.on('close', () => {
      this.#lost(socket, failed('closed'));
    });
    return socket;
  }

  #credentials(): { user: string; password: string } | undefined {
    if (this.options.token !== undefined) return { user: 'token', password: this.options.token };
    const { username, password } = this.#url;
    return username === '' ? undefined : { user: decodeURIComponent(username), password: decodeURIComponent(password) };
  }

  #take(socket: Socket, chunk: Buffer): void {
    this.#data = this.#data.length === 0 ? chunk : Buffer.concat([this.#data, chunk]);
    for (let next = takePacket(this.#data); next && this.#socket === socket; next = takePacket(this.#data)) {
      this.#data = next.rest;
      this.#handle(socket, next.packet);
    }
  }

  #handle(socket: Socket, { kind, body }: Packet): void {
    if (kind === PUBACK) {
      const id = body.readUInt16BE(0);
      const settle = this.#pending.get(id);
      this.#pending.delete(id);
      settle?.({ status: 'ok', accepted: this.readings, rejected: 0, waitMs: 0 });
    } else if (kind === CONNACK) {
      const code = body[1] ?? 0;
      if (code === 0) this.#begin(socket);
      else {
        const refusal = REFUSED.has(code) ? 'it does not take the token' : undefined;
        this.#lost(socket, { ...failed(`CONNACK ${code}`), refusal });
      }
    }
  }

  #begin(socket: Socket): void {
    for (const payload of this.#unsent ?? []) socket.write(payload);
    this.#unsent = undefined;
  }

  #lost(socket: Socket, answer: LoadAnswer): void {
    if (this.#socket !== socket) return;
    this.#socket = undefined;
    socket.destroy();
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    for (const settle of waiting) settle(answer);
  }
}

import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { Aedes } from 'aedes';
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';

export interface TestBrokerOptions {
  readonly port?: number;
  readonly tls?: TlsOptions;
  /** Whom to let in; all by default. */
  readonly login?: (username: string | undefined, password: string | undefined) => boolean;
}

/** An MQTT 3.1.1 broker of the tests' own, with persistent sessions and, when it is asked for, TLS. */
export class TestBroker {
  /** Messages that a subscriber has acknowledged. */
  acknowledged = 0;
  private readonly sockets = new Set<Socket>();
  private readonly clients: MqttClient[] = [];

  private constructor(
    private readonly aedes: Aedes,
    private readonly server: Server,
    private readonly secure: boolean,
  ) {
    aedes.on('ack', () => (this.acknowledged += 1));
    server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
  }

  static async start({ port = 0, tls, login }: TestBrokerOptions = {}): Promise<TestBroker> {
    const aedes = await Aedes.createBroker({
      authenticate: (_client, username, password, done) => {
        done(null, login?.(username, password?.toString()) ?? true);
      },
    });
    const handle = (socket: Socket): void => void aedes.handle(socket);
    const server = tls ? createTlsServer(tls, handle) : createServer(handle);
    const broker = new TestBroker(aedes, server, tls !== undefined);
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return broker;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `${this.secure ? 'mqtts' : 'mqtt'}://127.0.0.1:${this.port}`;
  }

  /** Clients that are connected now, the tests' own included. */
  get connected(): number {
    return this.aedes.connectedClients;
  }

  /** A device on the broker. */
  async device(options: IClientOptions = {}): Promise<MqttClient> {
    const client = await connectAsync(this.url, { reconnectPeriod: 0, ...options });
    client.on('error', () => undefined);
    this.clients.push(client);
    return client;
  }

  async stop(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.endAsync(true)));
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((done) => {
      this.aedes.close(done);
    });
  }
}

import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A TCP proxy that cuts its connections when it is told to, also in the moment between a commit and its answer. */
export class CuttingProxy {
  private readonly pairs = new Map<Socket, Socket>();
  private readonly server: Server;
  private refusing = false;

  private constructor(private readonly target: URL) {
    this.server = createServer((client) => {
      this.join(client);
    });
  }

  /** @param target URL of the server behind it */
  static async start(target: string): Promise<CuttingProxy> {
    const proxy = new CuttingProxy(new URL(target));
    proxy.server.listen(0, '127.0.0.1');
    await once(proxy.server, 'listening');
    return proxy;
  }

  /** The target's URL, by way of this proxy. */
  get url(): string {
    const url = new URL(this.target);
    url.hostname = '127.0.0.1';
    url.port = String((this.server.address() as AddressInfo).port);
    return url.href;
  }

  /**
   * Cuts every connection, and lets no new one in until that is done.
   * @param swallowMs for how long requests still reach the server and its answers are lost
   */
  async cut(swallowMs: number): Promise<void> {
    this.refusing = true;
    for (const [client, upstream] of this.pairs) upstream.unpipe(client).resume();
    await sleep(swallowMs);
    for (const [client, upstream] of this.pairs) {
      client.resetAndDestroy();
      upstream.destroy();
    }
    this.refusing = false;
  }

  async stop(): Promise<void> {
    await this.cut(0);
    this.server.close();
    await once(this.server, 'close');
  }

  private join(client: Socket): void {
    client.on('error', () => undefined);
    if (this.refusing) {
      client.destroy();
      return;
    }
    const upstream = connect(Number(this.target.port || 5432), this.target.hostname);
    this.pairs.set(client, upstream);
    client.pipe(upstream).pipe(client);
    const end = (): void => {
      client.destroy();
      upstream.destroy();
      this.pairs.delete(client);
    };
    upstream.on('error', end);
    for (const socket of [client, upstream]) socket.on('close', end);
  }
}

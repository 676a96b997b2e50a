import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A TCP proxy that, like many between a client and a server, cuts connections on which nothing was said for a while. */
export class IdleCuttingProxy {
  cuts = 0;

  private constructor(
    private readonly server: Server,
    private readonly open: Set<Socket>,
  ) {}

  /**
   * @param target URL of the server behind it
   * @param idleMs how long nothing may be said
   */
  static async start(target: string, idleMs: number): Promise<IdleCuttingProxy> {
    const { hostname, port } = new URL(target);
    const open = new Set<Socket>();
    const server = createServer((client) => {
      const upstream = connect(Number(port), hostname);
      client.pipe(upstream).pipe(client);
      const end = (): void => {
        client.destroy();
        upstream.destroy();
        open.delete(client);
      };
      open.add(client);
      for (const socket of [client, upstream]) socket.on('error', end).on('close', end);
      // Writing to the client counts as activity on its socket as well.
      client.setTimeout(idleMs, () => {
        proxy.cuts += 1;
        end();
      });
    });
    const proxy = new IdleCuttingProxy(server, open);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }
}

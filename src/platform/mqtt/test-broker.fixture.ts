import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { Aedes, type AedesOptions } from 'aedes';

export interface RunningBroker {
  readonly broker: Aedes;
  readonly port: number;
  readonly url: string;
  stop(): Promise<void>;
}

/** A real broker on a port of its own. */
export async function startBroker(options: AedesOptions): Promise<RunningBroker> {
  const broker = await Aedes.createBroker(options);
  const server = createServer((socket) => void broker.handle(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    server.close();
    await new Promise<void>((done) => {
      broker.close(done);
    });
  };
  return { broker, port, url: `mqtt://127.0.0.1:${port}`, stop };
}

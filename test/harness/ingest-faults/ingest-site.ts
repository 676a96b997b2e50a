import { OpsTwinProcess } from '../opstwin-process.js';
import { freePort } from '../ports.js';
import { ownServices, SERVICES, type OwnServices } from '../services.js';
import { waitFor } from '../wait-for.js';
import { CuttingProxy } from './cutting-proxy.js';
import { MOSQUITTO, OwnBroker } from './own-broker.js';

/** What lies between a server and its services, there to be broken. */
interface Surroundings {
  readonly services: OwnServices;
  readonly proxy: CuttingProxy;
  /** Undefined where Mosquitto is not installed. */
  readonly broker: OwnBroker | undefined;
}

/** A server that comes back where it was, and on services also the way to its database and a broker of its own. */
export class IngestSite {
  private constructor(
    readonly server: OpsTwinProcess,
    private readonly surroundings?: Surroundings,
  ) {}

  static async start(): Promise<IngestSite> {
    const ports = { PORT: String(await freePort()), MQTT_PORT: String(await freePort()) };
    if (!SERVICES) return new IngestSite(await OpsTwinProcess.start(ports));
    const services = await ownServices();
    const proxy = await CuttingProxy.start(services.environment.DATABASE_URL ?? '');
    const broker = MOSQUITTO ? await OwnBroker.start() : undefined;
    const server = await OpsTwinProcess.start({
      ...ports,
      DATABASE_URL: proxy.url,
      ...(broker && { MQTT_URL: broker.url }),
    });
    const site = new IngestSite(server, { services, proxy, broker });
    await site.ready();
    return site;
  }

  get proxy(): CuttingProxy | undefined {
    return this.surroundings?.proxy;
  }

  get broker(): OwnBroker | undefined {
    return this.surroundings?.broker;
  }

  /** Connection string of the database, by a way that the saboteur leaves alone. */
  async databaseUrl(): Promise<string> {
    return this.surroundings?.services.environment.DATABASE_URL ?? (await this.server.databaseUrl());
  }

  /** Waits until the server has its database and its broker. */
  async ready(): Promise<void> {
    await waitFor('the server to be ready', async () => (await this.server.get('/health/ready')).status === 200);
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await this.proxy?.stop();
    await this.broker?.stop();
    await this.surroundings?.services.drop();
  }
}

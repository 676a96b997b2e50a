import { setTimeout as sleep } from 'node:timers/promises';
import { LogWriter } from '../log-writer.js';
import type { Random } from '../random.js';
import { waitFor } from '../wait-for.js';
import type { IngestSite } from './ingest-site.js';

/** Of sessions and connections, in a row. */
const CUTS = 6;

export type Fault = keyof Saboteur['faults'];

/** Does one thing at a time to a server that takes telemetry in, and leaves it ready. */
export class Saboteur {
  readonly faults = {
    'ends sessions of the database': () => this.endSessions(),
    'kills the server': () => this.killServer(),
    'restarts the server': () => this.restartServer(),
    'cuts connections to the database': () => this.cutConnections(),
    'restarts the broker': () => this.restartBroker(),
    'kills the broker': () => this.killBroker(),
  };

  /** @param forgotten called when the broker may have forgotten what it acknowledged */
  constructor(
    private readonly site: IngestSite,
    private readonly random: Random,
    private readonly forgotten: () => void,
  ) {}

  /** The faults that there can be at its site. An embedded broker is restarted and killed with its server. */
  get choice(): Fault[] {
    const { proxy, broker } = this.site;
    return [
      'ends sessions of the database',
      'kills the server',
      'restarts the server',
      ...(proxy ? (['cuts connections to the database'] as const) : []),
      ...(broker ? (['restarts the broker', 'kills the broker'] as const) : []),
    ];
  }

  async commit(fault: Fault): Promise<void> {
    await sleep(this.random.whole(300));
    await this.faults[fault]();
    await this.site.ready();
  }

  /** Each time when something is under way: sometimes those that do it, sometimes all. */
  private async endSessions(): Promise<void> {
    const database = await LogWriter.connect(await this.site.databaseUrl());
    for (let i = 0; i < CUTS; i++) {
      const idle = this.random.one(['idle', 'none']);
      await waitFor('a session that does something', () => this.endBusySessions(database, idle), { everyMs: 1 });
      await sleep(this.random.whole(120));
    }
    await database.close();
  }

  /** @returns whether there were any */
  private async endBusySessions(database: LogWriter, spared: string): Promise<boolean> {
    const sessions = await database.rows(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
         AND state <> $1 AND EXISTS (
           SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
             AND backend_type = 'client backend' AND state <> 'idle')`,
      [spared],
    );
    return sessions.length > 0;
  }

  private async killServer(): Promise<void> {
    await this.site.server.kill();
    await sleep(this.random.whole(200));
    await this.site.server.restart();
  }

  private async restartServer(): Promise<void> {
    const code = await this.site.server.terminate();
    if (code !== 0) throw new Error(`The server ended with ${String(code)} when it was told to end`);
    await this.site.server.restart();
  }

  private async cutConnections(): Promise<void> {
    for (let i = 0; i < CUTS; i++) {
      await this.site.proxy?.cut(this.random.one([0, this.random.whole(30)]));
      await sleep(this.random.whole(150));
    }
  }

  private async restartBroker(): Promise<void> {
    await this.site.broker?.end('SIGTERM');
    await this.site.broker?.open();
  }

  /** Until the server has subscribed anew, a broker that has lost its sessions acknowledges what it gives to nobody. */
  private async killBroker(): Promise<void> {
    await this.site.broker?.end('SIGKILL');
    await waitFor('the server to miss its broker', async () => {
      return (await this.site.server.get('/health/ready')).status === 503;
    });
    await this.site.broker?.open();
    await this.site.ready();
    this.forgotten();
  }
}

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../ports.js';
import { waitFor } from '../wait-for.js';

/** Debian has it where only administrators look for programs. */
const ENVIRONMENT = { PATH: `${process.env.PATH ?? ''}:/usr/sbin:/usr/local/sbin` };

/** Whether Mosquitto is installed; suites leave out what needs a broker of their own where it is not. */
export const MOSQUITTO = spawnSync('mosquitto', ['-h'], { env: ENVIRONMENT }).error === undefined;

/**
 * A Mosquitto with a folder of its own, in which it keeps sessions and queued messages. It writes them down when it is
 * told to end, and every half hour: what it acknowledged since is lost when it is killed.
 */
export class OwnBroker {
  private child: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    private readonly port: number,
  ) {}

  static async start(): Promise<OwnBroker> {
    const broker = new OwnBroker(await mkdtemp(join(tmpdir(), 'opstwin-broker-')), await freePort());
    await writeFile(broker.settings, broker.lines.join('\n'));
    await broker.open();
    return broker;
  }

  get url(): string {
    return `mqtt://127.0.0.1:${this.port}`;
  }

  /** Starts it where it was, once it has been ended. */
  async open(): Promise<void> {
    this.child = spawn('mosquitto', ['-c', this.settings], { env: ENVIRONMENT, stdio: 'ignore' });
    await waitFor('the broker', () => this.answers());
  }

  /** SIGTERM lets it write down what it has; SIGKILL does not. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const { child } = this;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  async stop(): Promise<void> {
    await this.end('SIGKILL');
    await rm(this.folder, { recursive: true, force: true });
  }

  private get settings(): string {
    return join(this.folder, 'mosquitto.conf');
  }

  /** Without the last, the broker drops what it has acknowledged when a thousand messages wait. */
  private get lines(): string[] {
    return [
      `user ${userInfo().username}`,
      `listener ${this.port} 127.0.0.1`,
      'allow_anonymous true',
      'persistence true',
      `persistence_location ${this.folder}/`,
      'max_queued_messages 1000000',
      '',
    ];
  }

  private async answers(): Promise<boolean> {
    const socket = connect(this.port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return true;
    } finally {
      socket.destroy();
    }
  }
}

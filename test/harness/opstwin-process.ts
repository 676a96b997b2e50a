import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { AccessTokens } from '../../src/identity/tokens/access-tokens.js';
import { secretKey } from '../../src/identity/tokens/signing-secret.js';
import { checkLog } from './log-check.js';
import { request, type Answer, type RequestOptions } from './http-client.js';
import { ownServices, type OwnServices } from './services.js';

const ENTRY = resolve('dist/src/main.js');
const JWT_SECRET = 'a secret that only the tests know, long enough';
const START_MS = 30_000;

interface Listening {
  readonly url: string;
  readonly mqtt: string;
}

export interface TokenOptions {
  readonly subject?: string;
  readonly tenant?: string;
  readonly twins?: string[];
  /** Seconds; negative for a token that has expired. */
  readonly lifetime?: number;
}

/** A real server in a process of its own, on its own data directory or its own database on the shared services. */
export class OpsTwinProcess {
  private child: ChildProcess | undefined;
  private listening: Listening = { url: '', mqtt: '' };
  /** What the server wrote, for a failing test to show. */
  output = '';

  private constructor(
    readonly dataDirectory: string,
    private readonly services: OwnServices,
    private readonly settings: Record<string, string>,
  ) {}

  /** Starts a server; `settings` are environment variables that differ from the tests' usual ones. */
  static async start(settings: Record<string, string> = {}): Promise<OpsTwinProcess> {
    const directory = await mkdtemp(join(tmpdir(), 'opstwin-test-'));
    const process = new OpsTwinProcess(directory, await ownServices(), settings);
    await process.restart();
    return process;
  }

  /** Another process on the same database, for suites about several of them; only with external services. */
  async sibling(settings: Record<string, string> = {}): Promise<OpsTwinProcess> {
    const shared = { environment: this.services.environment, drop: () => Promise.resolve() };
    const process = new OpsTwinProcess(this.dataDirectory, shared, { ...this.settings, ...settings });
    await process.restart();
    return process;
  }

  get url(): string {
    return this.listening.url;
  }

  get mqttUrl(): string {
    return this.listening.mqtt;
  }

  get namespace(): string {
    return this.environment.OPSTWIN_NAMESPACE ?? 'opstwin';
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** What the server's process is told. */
  get environment(): Record<string, string> {
    return {
      PORT: '0',
      MQTT_PORT: '0',
      LOG_LEVEL: 'info',
      NODE_ENV: 'test',
      OPSTWIN_DATA_DIR: this.dataDirectory,
      JWT_SECRET,
      ADMIN_PASSWORD: 'the first admin password',
      // Suites that storm the server are about other limits.
      OPSTWIN_RATE_LIMIT_REQUESTS: '1000000',
      OPSTWIN_RATE_LIMIT_ANONYMOUS: '1000000',
      ...this.services.environment,
      ...this.settings,
    };
  }

  /** Starts the process (again), on the same data. @throws Error with its output when it does not come to serve */
  async restart(): Promise<void> {
    const child = spawn(process.execPath, [ENTRY, 'serve'], {
      env: { ...withoutSettings(process.env), ...measured(), ...this.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    child.stderr.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.listening = await new Promise<Listening>((done, fail) => {
      const timer = setTimeout(() => {
        fail(new Error(`The server did not come to serve in ${START_MS} ms:\n${this.output}`));
      }, START_MS);
      child.once('exit', (code) => {
        clearTimeout(timer);
        fail(new Error(`The server ended with ${String(code)}:\n${this.output}`));
      });
      createInterface(child.stdout).on('line', (line) => {
        this.output += `${line}\n`;
        if (!line.includes('"OpsTwin serves"')) return;
        clearTimeout(timer);
        done(JSON.parse(line) as Listening);
      });
    });
  }

  /** SIGKILL: the process gets no chance to do anything. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** SIGTERM, then waits for the process to end. @returns its exit code */
  async terminate(): Promise<number | null> {
    return this.end('SIGTERM');
  }

  /**
   * Ends the server and removes its data. A killed server's database is stopped by starting once more.
   * @throws Error when it has appended an event that does not fit its schema
   */
  async stop(): Promise<void> {
    let fault: unknown;
    if (this.child?.exitCode === null && this.child.signalCode === null) {
      await checkLog(await this.databaseUrl()).catch((error: unknown) => (fault = error));
      await this.terminate();
    } else if (this.child?.signalCode === 'SIGKILL' && this.environment.DATABASE_URL === undefined) {
      await this.restart();
      await this.terminate();
    }
    await this.services.drop();
    await rm(this.dataDirectory, { recursive: true, force: true });
    if (fault !== undefined) throw fault as Error;
  }

  /** Connection string of the server's database. */
  async databaseUrl(): Promise<string> {
    const external = this.environment.DATABASE_URL;
    if (external !== undefined) return external;
    const secrets = await readFile(join(this.dataDirectory, 'secrets.json'), 'utf8');
    const { databasePassword } = JSON.parse(secrets) as { databasePassword: string };
    const port = (await readFile(join(this.dataDirectory, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[3];
    return `postgres://opstwin:${databasePassword}@127.0.0.1:${port ?? ''}/opstwin`;
  }

  /** An access token as the server itself would issue it. */
  token(role: string, { subject, tenant = 'default', twins, lifetime }: TokenOptions = {}): string {
    const principal = { subject: subject ?? role, tenant, roles: [role], twins };
    return new AccessTokens(secretKey(JWT_SECRET)).issue(principal, lifetime);
  }

  get<Body = Record<string, unknown>>(path: string, token?: string, headers?: Record<string, string>) {
    return this.request<Body>('GET', path, { token, ...(headers ? { headers } : {}) });
  }

  post<Body = Record<string, unknown>>(path: string, body: unknown, token?: string, headers?: Record<string, string>) {
    return this.request<Body>('POST', path, { token, body, ...(headers ? { headers } : {}) });
  }

  request<Body = Record<string, unknown>>(
    method: string,
    path: string,
    options: RequestOptions,
  ): Promise<Answer<Body>> {
    return request<Body>(`${this.url}${path}`, method, options);
  }

  private async end(signal: NodeJS.Signals): Promise<number | null> {
    const { child } = this;
    if (child?.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const ended = once(child, 'exit') as Promise<[number | null]>;
    child.kill(signal);
    return (await ended)[0];
  }
}

/** Where the coverage run wants each server to write what it ran. */
function measured(): Record<string, string> {
  const folder = process.env.OPSTWIN_SERVER_COVERAGE;
  return folder === undefined ? {} : { NODE_V8_COVERAGE: resolve(folder) };
}

/** The tests' own environment must not leak into the server's configuration. */
function withoutSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const leaking = new Set(['DATABASE_URL', 'REDIS_URL', 'MQTT_URL', 'JWT_SECRET', 'NODE_OPTIONS']);
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !leaking.has(name)));
}

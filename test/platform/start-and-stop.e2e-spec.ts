import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OpsTwinProcess } from '../harness/opstwin-process.js';
import { SERVICES } from '../harness/services.js';
import { waitFor } from '../harness/wait-for.js';

const ENTRY = resolve('dist/src/main.js');

/** Runs the command line to its end. */
function opstwin(args: string[], environment: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [ENTRY, ...args], {
    env: { PATH: process.env.PATH, ...environment },
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, stdout, stderr };
}

describe('a faulty environment', () => {
  it('stops the start, naming each variable and what was expected, without its value', () => {
    const { status, stderr } = opstwin(['serve'], { PORT: '99999', LOG_LEVEL: 'loud', JWT_SECRET: 'hunter2' });
    expect(status).toBe(1);
    expect(stderr).toContain('PORT: expected a whole number from 0 to 65535');
    expect(stderr).toContain('LOG_LEVEL: expected one of fatal, error, warn, info, debug, trace, silent');
    expect(stderr).toContain('JWT_SECRET: expected at least 32 characters');
    expect(stderr).not.toContain('hunter2');
    expect(stderr).not.toContain('    at ');
  });
});

describe('starting and stopping', () => {
  let server: OpsTwinProcess;

  beforeAll(async () => {
    server = await OpsTwinProcess.start();
  });

  afterAll(async () => {
    await server.stop();
  });

  it('ends within ten seconds of SIGTERM, with code 0, and keeps what was there', async () => {
    const me = await server.get('/auth/me', server.token('admin'));
    expect(me.status).toBe(200);
    const begun = performance.now();
    expect(await server.terminate()).toBe(0);
    expect(performance.now() - begun).toBeLessThan(10_000);
    await server.restart();
    const login = await server.post('/auth/login', { username: 'admin', password: 'the first admin password' });
    expect(login.status).toBe(200);
  });

  it('finishes the request in hand when it is told to stop', async () => {
    const slow = server.get('/diff?wait=2', server.token('viewer')).catch((error: unknown) => error);
    await new Promise((done) => setTimeout(done, 200));
    expect(await server.terminate()).toBe(0);
    expect(await slow).toMatchObject({ status: 200 });
    await server.restart();
  });

  it('comes back after SIGKILL, many times over', async () => {
    for (let round = 0; round < 3; round++) {
      await server.kill();
      await server.restart();
      await waitFor('the server to be ready', async () => (await server.get('/health/ready')).body.status === 'ready');
    }
  });

  it('runs the migrations only once', async () => {
    const { status, stdout } = opstwin(
      ['migrate'],
      SERVICES
        ? server.environment
        : { ...server.environment, OPSTWIN_DATA_DIR: await mkdtemp(join(tmpdir(), 'opstwin-test-')) },
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(SERVICES ? /up to date/ : /^Ran \d+ migrations/m);
  });

  const onlyEmbedded = SERVICES ? it.skip : it;

  onlyEmbedded('tells a second start on the same directory who holds it', () => {
    const { status, stderr } = opstwin(['serve'], server.environment);
    expect(status).toBe(1);
    expect(stderr).toContain(`The data directory ${server.dataDirectory} is held by process ${String(server.pid)}`);
    expect(stderr).not.toContain('    at ');
  });

  onlyEmbedded('does not take a stale lock, of another process with the same pid, for a holder', async () => {
    await server.terminate();
    const lock = { pid: process.pid, identity: 'started at another time', host: hostname(), since: '' };
    await writeFile(join(server.dataDirectory, 'opstwin.lock'), JSON.stringify(lock));
    await server.restart();
    expect((await server.get('/health/live')).status).toBe(200);
  });

  onlyEmbedded('leaves no lock and no database server behind', async () => {
    await server.terminate();
    expect(existsSync(join(server.dataDirectory, 'opstwin.lock'))).toBe(false);
    expect(existsSync(join(server.dataDirectory, 'postgres', 'postmaster.pid'))).toBe(false);
    await server.restart();
  });
});

describe('a start that fails half way', () => {
  it('says that the port is taken, and leaves no database server behind', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => taken.once('listening', done));
    const directory = await mkdtemp(join(tmpdir(), 'opstwin-test-'));
    const { status, stderr } = opstwin(['serve'], {
      PORT: String((taken.address() as AddressInfo).port),
      MQTT_PORT: '0',
      OPSTWIN_DATA_DIR: directory,
    });
    taken.close();
    expect(status).toBe(1);
    expect(stderr).toContain('EADDRINUSE');
    expect(existsSync(join(directory, 'postgres', 'postmaster.pid'))).toBe(false);
    await rm(directory, { recursive: true, force: true });
  });
});

describe('the first start', () => {
  it('prints where things are and a generated password that works, once', async () => {
    const server = await OpsTwinProcess.start({ ADMIN_PASSWORD: '' });
    const password = /shown only now, is\s+(\S+)/.exec(server.output)?.[1];
    expect(server.output).toContain(`${server.url}/docs`);
    const login = await server.post('/auth/login', { username: 'admin', password });
    expect(login.status).toBe(200);
    await server.terminate();
    server.output = '';
    await server.restart();
    expect(server.output).not.toContain('First start');
    await server.stop();
  });
});

describe('the processes of one database', () => {
  const withServices = SERVICES ? it : it.skip;

  withServices('migrate one at a time and serve by their roles', async () => {
    const api = await OpsTwinProcess.start({ OPSTWIN_ROLES: 'api' });
    const worker = await api.sibling({ OPSTWIN_ROLES: 'worker' });
    expect((await worker.get('/health/ready')).status).toBe(200);
    expect((await worker.get('/auth/me', api.token('admin'))).status).toBe(404);
    expect((await api.get('/auth/me', api.token('admin'))).status).toBe(200);
    await worker.terminate();
    await api.stop();
  });
});

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Browser, BROWSER } from './harness/browser.js';
import { FollowingAgent } from './harness/following-agent.js';
import { IdleCuttingProxy } from './harness/idle-cutting-proxy.js';
import { LogWriter, testEvent } from './harness/log-writer.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { PageGateway } from './harness/page-gateway.js';
import { waitFor } from './harness/wait-for.js';
import type { DiffPage } from './harness/wire-log.js';

const CURL = '/usr/bin/curl';

let server: OpsTwinProcess;
let writer: LogWriter;
let token: string;
const agents: FollowingAgent[] = [];
const proxies: IdleCuttingProxy[] = [];

beforeAll(async () => {
  server = await OpsTwinProcess.start({ OPSTWIN_ROLES: 'api' });
  writer = await LogWriter.connect(await server.databaseUrl());
  token = server.token('viewer');
});

afterAll(async () => {
  for (const agent of agents) agent.stop();
  for (const proxy of proxies) await proxy.stop();
  await writer.close();
  await server.stop();
});

async function cursorsSince(since: string, types = ''): Promise<string[]> {
  const { body } = await server.get<DiffPage>(`/diff?limit=5000&since=${since}${types}`, token);
  return body.events.map(({ cursor }) => cursor);
}

function follow(url: string, query: string): FollowingAgent {
  const agent = new FollowingAgent({ url: () => url, token, query, patienceMs: 50 });
  agents.push(agent);
  return agent;
}

async function proxyOf(idleMs: number): Promise<IdleCuttingProxy> {
  const proxy = await IdleCuttingProxy.start(server.url, idleMs);
  proxies.push(proxy);
  return proxy;
}

async function head(): Promise<string> {
  return (await server.get<DiffPage>('/diff?limit=1', token)).body.head;
}

describe('/subscribe through a proxy that cuts idle connections', () => {
  it('misses and repeats nothing when the proxy cuts it sooner than it speaks, whatever the filter lets through', async () => {
    const since = await head();
    const proxy = await proxyOf(400);
    const kinds = ['', '&types=TwinCreated'];
    const following = kinds.map((types) => follow(proxy.url, `?since=${since}${types}`));
    for (let i = 0; i < 12; i++) {
      await writer.append([testEvent('TwinUpdated'), ...(i % 3 === 0 ? [testEvent('TwinCreated')] : [])]);
      await sleep(i % 4 === 3 ? 900 : 100);
    }
    for (const [i, agent] of following.entries()) {
      const types = kinds[i];
      const due = await cursorsSince(since, types);
      await waitFor('the last event', () => Promise.resolve(agent.events.length >= due.length));
      await sleep(600);
      expect(agent.cursors).toEqual(due);
      expect(agent.connections).toBeGreaterThan(2);
    }
    expect(proxy.cuts).toBeGreaterThan(4);
  });

  (existsSync(CURL) ? it : it.skip)('works with curl -N', async () => {
    const since = await head();
    const proxy = await proxyOf(18_000);
    const curl = spawn(CURL, ['-sN', '-H', `Authorization: Bearer ${token}`, `${proxy.url}/subscribe?since=${since}`]);
    let text = '';
    curl.stdout.on('data', (bytes: Buffer) => (text += bytes.toString()));
    await waitFor('hello', () => Promise.resolve(text.includes('event: hello')));
    await writer.append([testEvent('TwinUpdated', 'line_1', { note: 'seen by curl' })]);
    await waitFor('the event', () => Promise.resolve(text.includes('seen by curl')));
    expect(text.startsWith(`retry: 2000\nid: ${since}\nevent: hello\n`)).toBe(true);
    curl.kill();
  });

  (BROWSER ? it : it.skip)("works with a browser's own EventSource, which comes back by itself", async () => {
    const since = await head();
    const proxy = await proxyOf(1500);
    const page = `<script>
      const events = new EventSource('/subscribe?since=${since}');
      const say = (body) => fetch('/said', { method: 'POST', body });
      let telling = Promise.resolve();
      const tell = (event) => { telling = telling.then(() => say(event.type + ' ' + event.lastEventId)); };
      for (const type of ['hello', 'TwinUpdated', 'TwinCreated']) events.addEventListener(type, tell);
    </script>`;
    const gateway = await PageGateway.start(proxy.url, token, page);
    const browser = await Browser.open(gateway.url);
    const hellos = () => gateway.said.filter((text) => text.startsWith('hello'));
    await waitFor('hello', () => Promise.resolve(hellos().length === 1));
    await writer.append([testEvent('TwinUpdated'), testEvent('TwinCreated')]);
    await waitFor('the browser to come back', () => Promise.resolve(hellos().length > 1));
    await writer.append([testEvent('TwinUpdated')]);
    const due = await cursorsSince(since);
    const seen = () => gateway.said.filter((text) => !text.startsWith('hello')).map((text) => text.split(' ')[1]);
    await waitFor('the last event', () => Promise.resolve(seen().length >= 3));
    expect(seen()).toEqual(due);
    expect(hellos().slice(0, 2)).toEqual([`hello ${since}`, `hello ${due[1] ?? ''}`]);
    await browser.close();
    await gateway.stop();
  });
});

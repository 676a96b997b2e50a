import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectAsync } from 'mqtt';
import pg from 'pg';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { waitFor } from './harness/wait-for.js';

const PAGE = 'https://console.example';
const STRANGER = 'https://elsewhere.example';
const MOST_CONNECTIONS = 60;
const reading = { twin_id: 'line', asset_id: 'oven', ts: '2026-11-20T05:00:00Z', metrics: { temperature: 80 } };
/** What only the inside of the server knows: its files, its statements, its libraries. */
const INTERNAL = /\bat .+:\d+|node_modules|\.js\b|SELECT |INSERT |app_user|typeorm|HPE_|ERR_/;

let server: OpsTwinProcess;

beforeAll(async () => {
  server = await OpsTwinProcess.start({
    LOG_LEVEL: 'trace',
    OPSTWIN_CORS_ORIGINS: `http://localhost:5173,${PAGE}`,
    OPSTWIN_TRUST_PROXY: '127.0.0.1,::1',
    OPSTWIN_HEADERS_TIMEOUT_S: '1',
    OPSTWIN_REQUEST_TIMEOUT_S: '2',
    OPSTWIN_MAX_CONNECTIONS: String(MOST_CONNECTIONS),
    OPSTWIN_RATE_LIMIT_REQUESTS: '30',
    OPSTWIN_RATE_LIMIT_ANONYMOUS: '20',
    OPSTWIN_RATE_LIMIT_INGEST: '5',
  });
});

afterAll(async () => {
  await server.stop();
});

/** Headers of a request that came through the proxy from this address. */
function from(address: string): Record<string, string> {
  return { 'x-forwarded-for': address };
}

/** A connection of its own, and all that the server says on it until it closes it. */
async function raw(text: string, keepSending?: (socket: Socket) => void): Promise<string> {
  const { hostname, port } = new URL(server.url);
  const socket = connect({ host: hostname, port: Number(port) });
  let said = '';
  socket.on('data', (bytes: Buffer) => (said += bytes.toString('latin1')));
  socket.on('error', () => undefined);
  socket.write(text);
  keepSending?.(socket);
  await once(socket, 'close');
  return said;
}

function expectRawProblem(answer: string, status: number, code: string): void {
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(answer).toMatch(/content-type: application\/problem\+json/i);
  expect(answer).toContain(`"type":"/problems/${code}"`);
  expect(answer).not.toMatch(INTERNAL);
}

describe('what a browser is told', () => {
  it('restrains every page, and lets Swagger UI load its own files', async () => {
    const page = await server.get('/docs', undefined, from('192.0.2.1'));
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe|upgrade-insecure/);
    const scripts = [...page.text.matchAll(/<script([^>]*)>([^<]*)<\/script>/g)];
    expect(scripts.length).toBeGreaterThanOrEqual(3);
    for (const [, attributes = '', inline = ''] of scripts) {
      expect(inline.trim()).toBe('');
      const { href, origin } = new URL(/src="([^"]+)"/.exec(attributes)?.[1] ?? '', `${server.url}/docs`);
      expect(origin).toBe(new URL(server.url).origin);
      const script = await server.get(href.slice(origin.length), undefined, from('192.0.2.1'));
      expect([script.status, script.headers.get('content-type')]).toEqual([200, expect.stringContaining('javascript')]);
    }
  });

  it('has the headers on every answer, refusals and streams included', async () => {
    for (const path of ['/twins', '/nowhere', '/health/live', '/schemas']) {
      const { headers } = await server.get(path, undefined, from('192.0.2.2'));
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    }
  });

  it('is bound to https only when the proxy says that it came by https', async () => {
    const https = await server.get('/schemas', undefined, { ...from('192.0.2.2'), 'x-forwarded-proto': 'https' });
    expect(https.headers.get('strict-transport-security')).toBe('max-age=31536000');
    const http = await server.get('/schemas', undefined, from('192.0.2.2'));
    expect(http.headers.get('strict-transport-security')).toBeNull();
  });
});

describe('pages of other origins', () => {
  const preflight = { 'access-control-request-method': 'PATCH', 'access-control-request-headers': 'if-match' };

  it('may call when they are on the list', async () => {
    const headers = { origin: PAGE, ...preflight };
    const asked = await server.request('OPTIONS', '/twins/line', { headers });
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-origin')).toBe(PAGE);
    expect(asked.headers.get('access-control-allow-methods')).toContain('PATCH');
    expect(asked.headers.get('access-control-allow-headers')).toMatch(/Authorization.*If-Match.*X-API-Key/);
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('may read what clients need of every answer: also of refusals and of the event stream', async () => {
    const token = server.token('viewer', { subject: 'page' });
    const controller = new AbortController();
    const ask = (path: string, headers: Record<string, string>) =>
      fetch(`${server.url}${path}`, { headers: { ...headers, origin: PAGE }, signal: controller.signal });
    const answers = [
      await ask('/twins', from('192.0.2.3')),
      await ask('/audit', { authorization: `Bearer ${token}` }),
      await ask('/diff', { authorization: `Bearer ${token}` }),
      await ask('/subscribe', { authorization: `Bearer ${token}` }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 403, 200, 200]);
    for (const { headers } of answers) {
      expect(headers.get('access-control-allow-origin')).toBe(PAGE);
      const exposed = headers.get('access-control-expose-headers');
      for (const name of ['ETag', 'Location', 'Retry-After', 'RateLimit', 'RateLimit-Policy', 'X-Request-Id', 'Link']) {
        expect(exposed?.split(', ')).toContain(name);
      }
      expect(headers.get('vary')).toMatch(/origin/i);
      expect(headers.get('ratelimit')).toMatch(/^"\w+";r=\d+;t=\d+$/);
      expect(headers.get('x-request-id')).toMatch(/^req_/);
    }
    expect(answers.at(-1)?.headers.get('x-content-type-options')).toBe('nosniff');
    controller.abort();
  });

  it('are told nothing when they are not', async () => {
    for (const origin of [STRANGER, 'null', `${PAGE}.evil.example`, PAGE.replace('https', 'http')]) {
      const asked = await server.request('OPTIONS', '/twins', {
        headers: { origin, ...preflight, ...from('192.0.2.4') },
      });
      expect(asked.status).toBe(404);
      expect(asked.headers.get('access-control-allow-origin')).toBeNull();
      const read = await server.get('/schemas', undefined, { origin, ...from('192.0.2.4') });
      expect(read.headers.get('access-control-allow-origin')).toBeNull();
      expect(read.headers.get('vary')).toMatch(/origin/i);
    }
  });
});

describe('a request that is too much', () => {
  it('is a 431 when its headers are too large or too many', async () => {
    const large = `GET /schemas HTTP/1.1\r\nhost: x\r\nx-large: ${'x'.repeat(20_000)}\r\n\r\n`;
    expectRawProblem(await raw(large), 431, 'headers-too-large');
    const many = Array.from({ length: 200 }, (_, i) => `x-${i}: 1\r\n`).join('');
    const answer = await raw(`GET /schemas HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${many}\r\n`);
    expectRawProblem(answer, 431, 'headers-too-large');
  });

  it('is a 414 when its URL is too long', async () => {
    const answer = await server.get(`/twins?q=${'x'.repeat(9000)}`, undefined, from('192.0.2.5'));
    expect([answer.status, answer.body.type]).toEqual([414, '/problems/uri-too-long']);
  });

  it.each(['NONSENSE\r\n\r\n', 'GET /x HTTP/9.9\r\n\r\n', 'GET / HTTP/1.1\r\nhost: x\r\nbad header\r\n\r\n'])(
    'is a 400 when it is not HTTP: %j',
    async (text) => {
      expectRawProblem(await raw(text), 400, 'malformed-request');
    },
  );

  it.each([
    ['its head', 'GET /schemas HTTP/1.1\r\nhost: x\r\n', 'x-a: b\r\n'],
    [
      'its body',
      'POST /auth/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{',
      ' ',
    ],
  ])('is a 408 when %s dribbles in, and the connection is closed', async (_, begin, more) => {
    const begun = performance.now();
    const answer = await raw(begin, (socket) => {
      const timer = setInterval(() => socket.write(more), 200);
      socket.on('close', () => {
        clearInterval(timer);
      });
    });
    expectRawProblem(answer, 408, 'request-timeout');
    expect(performance.now() - begun).toBeLessThan(8000);
  });

  it('is not served when there are too many connections, until some close', async () => {
    const { hostname, port } = new URL(server.url);
    const sockets = Array.from({ length: MOST_CONNECTIONS + 20 }, () =>
      connect({ host: hostname, port: Number(port) }),
    );
    const refused = sockets.map(
      (socket) =>
        new Promise<boolean>((resolve) => {
          socket
            .on('error', () => undefined)
            .on('close', () => {
              resolve(true);
            });
          setTimeout(() => {
            resolve(false);
          }, 700);
        }),
    );
    const closed = (await Promise.all(refused)).filter(Boolean).length;
    expect(closed).toBeGreaterThanOrEqual(20);
    expect(closed).toBeLessThan(MOST_CONNECTIONS);
    for (const socket of sockets) socket.destroy();
    await waitFor('room', async () => (await server.get('/health/live')).status === 200);
    expect(server.output).toContain('OPSTWIN_MAX_CONNECTIONS');
  });
});

describe('rate limits', () => {
  async function statuses(count: number, ask: () => Promise<{ status: number }>): Promise<number[]> {
    const seen: number[] = [];
    for (let i = 0; i < count; i += 1) seen.push((await ask()).status);
    return seen;
  }

  it('count the requests of a user, tell what is left, and leave others alone', async () => {
    const busy = server.token('viewer', { subject: 'busy' });
    const first = await server.get('/twins', busy);
    expect(first.headers.get('ratelimit-policy')).toBe('"default";q=30;w=60');
    expect(first.headers.get('ratelimit')).toBe('"default";r=29;t=60');
    // A second token of the same user is no second quota, and what is refused counts as well.
    const again = server.token('viewer', { subject: 'busy', lifetime: 600 });
    const missing = await server.get('/twins/nowhere', again);
    expect([missing.status, missing.headers.get('ratelimit')]).toEqual([404, expect.stringContaining(';r=28;')]);
    expect(await statuses(28, () => server.get('/audit', busy))).toEqual(Array(28).fill(403));
    for (const path of ['/twins', '/audit']) {
      const over = await server.get(path, busy);
      expect([over.status, over.body.type]).toEqual([429, '/problems/too-many-requests']);
      expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(Number(over.headers.get('retry-after'))).toBeLessThanOrEqual(60);
      expect(over.headers.get('ratelimit')).toMatch(/^"default";r=0;t=\d+$/);
    }
    expect((await server.get('/twins', server.token('viewer', { subject: 'calm' }))).status).toBe(200);
    const elsewhere = server.token('viewer', { subject: 'busy', tenant: 'elsewhere' });
    expect((await server.get('/twins', elsewhere)).status).not.toBe(429);
  });

  it('count requests without a credential by the address that the proxy tells, IPv6 by its network', async () => {
    const ask = (address: string) => server.get('/schemas', undefined, from(address));
    expect(await statuses(21, () => ask('198.51.100.1'))).toEqual([...Array<number>(20).fill(200), 429]);
    expect((await ask('198.51.100.2')).status).toBe(200);
    let host = 0;
    expect((await statuses(21, () => ask(`2001:db8::${(host += 1)}`))).at(-1)).toBe(429);
    expect((await ask('2001:db8:0:1::1')).status).toBe(200);
  });

  it('count credentials that are not good, so that guessing ends', async () => {
    const guess = () => server.get('/twins', 'not-a-token', from('198.51.100.3'));
    expect(await statuses(21, guess)).toEqual([...Array<number>(20).fill(401), 429]);
    const over = await guess();
    expect(over.body).toMatchObject({ type: '/problems/too-many-requests', status: 429 });
    expect(over.headers.get('retry-after')).not.toBeNull();
    const login = { username: 'admin', password: 'a wrong password' };
    const headers = { authorization: 'Bearer x', ...from('198.51.100.3') };
    expect((await server.post('/auth/login', login, undefined, headers)).status).toBe(429);
    const good = server.token('viewer', { subject: 'neighbour' });
    expect((await server.get('/twins', good, from('198.51.100.3'))).status).toBe(200);
  });

  it('never count health', async () => {
    expect(new Set(await statuses(40, () => server.get('/health/live', undefined, from('198.51.100.4'))))).toEqual(
      new Set([200]),
    );
    expect((await server.get('/health/live')).headers.get('ratelimit')).toBeNull();
  });

  it('have a policy of its own for telemetry', async () => {
    const sensor = server.token('executor', { subject: 'sensor' });
    const answers = await statuses(6, () => server.post('/telemetry/ingest', reading, sensor));
    expect(answers).toEqual([202, 202, 202, 202, 202, 429]);
    const { headers, status } = await server.get('/twins', sensor);
    expect([status, headers.get('ratelimit')]).toEqual([200, '"default";r=29;t=60']);
  });
});

describe('what an answer and the log never say', () => {
  it('an answer says nothing of the inside, however odd the request or the fault', async () => {
    const odd = server.token('admin', { subject: 'odd' });
    const client = new pg.Client({ connectionString: await server.databaseUrl() });
    await client.connect();
    await client.query('ALTER TABLE twin RENAME TO twin_gone');
    const broken = await server.get('/twins/line?token=the-token-in-a-url', odd);
    await client.query('ALTER TABLE twin_gone RENAME TO twin');
    await client.end();
    expect([broken.status, broken.body.type]).toEqual([500, '/problems/internal-error']);
    const answers = [
      broken,
      await server.get('/twins/%', odd),
      await server.get('/%ff', odd),
      await server.get('/twins?limit=1&limit=2', odd),
      await server.get(`/twins/${'x'.repeat(2000)}`, odd),
      await server.post('/auth/login', '{"username":', undefined, from('192.0.2.6')),
      await server.post('/auth/login', '[]', undefined, from('192.0.2.6')),
      await server.post('/auth/login', '{"__proto__":{"x":1}}', undefined, from('192.0.2.6')),
      await server.post('/auth/login', { username: `x' OR 1=1 --\0`, password: 'x' }, undefined, from('192.0.2.6')),
      await server.request('POST', '/sim/run', { token: odd, body: 'x', headers: { 'content-type': 'a/b' } }),
      await server.get('/audit?page_token=W251bGxd', odd),
    ];
    for (const { status, text, headers } of answers) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(headers.get('content-type')).toContain('application/problem+json');
      expect(text).not.toMatch(INTERNAL);
    }
  });

  it('no secret is in any answer or in the log at its most talkative', async () => {
    const secrets = {
      bearer: 'bearer-7f3a9d21c4',
      apiKey: 'apikey-7f3a9d21c4',
      cookie: 'cookie-7f3a9d21c4',
      password: 'password-7f3a9d21c4',
      refresh: 'refresh-7f3a9d21c4',
      code: 'code-7f3a9d21c4',
      query: 'query-7f3a9d21c4',
      mqtt: 'mqtt-7f3a9d21c4',
    };
    const headers = {
      authorization: `Bearer ${secrets.bearer}`,
      'x-api-key': secrets.apiKey,
      cookie: `session=${secrets.cookie}`,
      ...from('192.0.2.7'),
    };
    const login = { username: 'admin', password: secrets.password };
    const answers = [
      await server.get(
        `/twins?token=${secrets.query}&api_key=${secrets.query}&code=${secrets.code}`,
        undefined,
        headers,
      ),
      await server.post('/auth/login', login, undefined, from('192.0.2.7')),
      await server.post('/auth/login', { ...login, code: secrets.code, secret: secrets.code }, undefined, headers),
      await server.post('/auth/login', `{"password":"${secrets.password}`, undefined, from('192.0.2.7')),
      await server.post('/auth/refresh', { refresh_token: secrets.refresh }, undefined, from('192.0.2.7')),
      await server.get(`/schemas?token=${secrets.query}`, undefined, from('192.0.2.7')),
    ];
    await connectAsync(
      server.mqttUrl,
      { username: 'default', password: secrets.mqtt, reconnectPeriod: 0, connectTimeout: 2000 },
      false,
    ).then(
      (client) => client.endAsync(),
      () => undefined,
    );
    await sleep(300);
    for (const secret of Object.values(secrets)) {
      expect(server.output).not.toContain(secret);
      for (const { text } of answers) expect(text).not.toContain(secret);
    }
    // The log does tell of the request that failed above, without the secret in its URL.
    expect(server.output).toContain('GET /twins/line?token=[redacted]');
    expect(server.output).not.toContain('the-token-in-a-url');
    expect(server.output).not.toContain('the first admin password');
  });
});

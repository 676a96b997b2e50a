import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AdapterClient } from './adapters/adapter-client.js';
import { selfSigned, type Certificate } from './adapters/certificates.js';
import { TestBroker } from './adapters/test-broker.js';
import { readLog } from './harness/log-reader.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { freePort } from './harness/ports.js';
import { waitFor } from './harness/wait-for.js';

const PASSWORD = 'a password that nobody sees';

describe('MQTT adapters with TLS and a login', () => {
  let server: OpsTwinProcess;
  let adapters: AdapterClient;
  let broker: TestBroker;
  let certificate: Certificate;

  beforeAll(async () => {
    certificate = await selfSigned();
    const tls = { ...certificate, ca: certificate.cert, requestCert: true, rejectUnauthorized: true };
    const login = (username?: string, password?: string) => username === 'plant' && password === PASSWORD;
    broker = await TestBroker.start({ tls, login });
    server = await OpsTwinProcess.start({
      OPSTWIN_SECRET_BROKER: PASSWORD,
      OPSTWIN_SECRET_KEY: certificate.key,
      OPSTWIN_ADAPTER_HOSTS: '127.0.0.*,169.254.*,localhost',
    });
    adapters = new AdapterClient(server);
  });

  afterAll(async () => {
    await server.stop();
    await broker.stop();
  });

  function secured(name: string, more: object = {}): object {
    const credentials = { username: 'plant', password: { env: 'OPSTWIN_SECRET_BROKER' } };
    const { cert } = certificate;
    const tls = { ca: cert, cert, key: { env: 'OPSTWIN_SECRET_KEY' } };
    const topics = [{ template: `${name}/{twin_id}/{asset_id}/{metric}`, payload: 'number' }];
    return {
      ...{ name, kind: 'mqtt', enabled: true, url: broker.url, protocol: '3.1.1', topics },
      ...{ tls, ...credentials, ...more },
    };
  }

  it('trusts whom the document trusts, and never shows the secret', async () => {
    await adapters.add(secured('trusting'));
    await adapters.connected('trusting');
    const credentials = { username: 'plant', password: PASSWORD };
    const device = await broker.device({ ...certificate, ca: certificate.cert, ...credentials });
    await device.publishAsync('trusting/line_9/oven/heat', '1', { qos: 1 });
    await adapters.until('trusting', 'its message', ({ accepted }) => accepted === 1);
    const shown = JSON.stringify(await adapters.get('trusting'));
    const log = JSON.stringify(await readLog(server, ['AdapterConfigured', 'AdapterRemoved']));
    expect(shown).toContain('OPSTWIN_SECRET_BROKER');
    for (const text of [shown, log, server.output]) expect(text).not.toContain(PASSWORD);
  });

  it('connects to nobody whom it cannot check', async () => {
    await adapters.add(secured('doubting', { tls: {} }));
    const { last_error } = await adapters.until('doubting', 'failed', ({ status }) => status === 'backing_off');
    expect(last_error).toContain('self-signed certificate');
  });

  it('tries a document step by step, and stores nothing', async () => {
    const steps = ['settings', 'resolve', 'connect', 'tls', 'login', 'subscribe'];
    const good = await adapters.test(secured('tried'));
    expect(good.steps.map(({ step, ok }) => [step, ok])).toEqual(steps.map((step) => [step, true]));
    expect(good.ok).toBe(true);
    expect((await server.get('/telemetry/adapters/tried', server.token('admin'))).status).toBe(404);
    expect((await server.post('/telemetry/adapters/trusting/test', {}, server.token('admin'))).body.ok).toBe(true);
    await waitFor('the trials to be gone', () => Promise.resolve(broker.connected <= 2));

    const cases: [object, string, string][] = [
      [{ username: 'other' }, 'login', 'Not authorized'],
      [{ tls: { ca: certificate.cert } }, 'login', 'certificate required'],
      [{ tls: {} }, 'tls', 'self-signed certificate'],
      [{ password: { env: 'OPSTWIN_SECRET_UNSET' } }, 'settings', 'is not set'],
      [{ url: `mqtts://127.0.0.1:${await freePort()}` }, 'connect', 'ECONNREFUSED'],
      [{ url: 'mqtts://broker.example' }, 'resolve', 'OPSTWIN_ADAPTER_HOSTS does not name'],
      [{ url: 'mqtts://169.254.169.254' }, 'resolve', 'is link-local'],
    ];
    for (const [change, step, detail] of cases) {
      const { ok, steps: taken } = await adapters.test(secured('tried', change));
      expect(ok).toBe(false);
      expect(taken.at(-1)).toMatchObject({ step, ok: false, detail: expect.stringContaining(detail) });
    }
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ConfigError } from './config.error.js';
import { envExample } from './env-example.js';
import { loadConfig } from './load-config.js';
import { packageRoot } from './package-root.js';
import { VARIABLES } from './variables.js';

function faultsOf(environment: Record<string, string>): string[] {
  try {
    loadConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults.map((fault) => fault.name);
    throw error;
  }
}

describe('loadConfig', () => {
  it('needs nothing: every setting has a default or may be absent', () => {
    expect(loadConfig({})).toMatchObject({
      production: false,
      host: '127.0.0.1',
      port: 8000,
      mqttPort: 18_830,
      namespace: 'opstwin',
      databaseUrl: undefined,
      autoCreateTwins: true,
      logLevel: 'info',
    });
    expect([...loadConfig({}).roles]).toEqual(['api', 'worker', 'ingest']);
  });

  it('reads lists of hosts, and keeps the secrets that documents may name', () => {
    expect(loadConfig({ OPSTWIN_ADAPTER_HOSTS: 'broker, *.plant.example' }).adapterHosts).toEqual([
      'broker',
      '*.plant.example',
    ]);
    expect(faultsOf({ OPSTWIN_ADAPTER_HOSTS: 'broker,' })).toEqual(['OPSTWIN_ADAPTER_HOSTS']);
    const environment = { OPSTWIN_SECRET_A: 'a', OPSTWIN_SECRET_EMPTY: '', JWT_SECRET: 'x'.repeat(32) };
    expect([...loadConfig(environment).secrets]).toEqual([['OPSTWIN_SECRET_A', 'a']]);
  });

  it('takes an empty variable for an absent one', () => {
    expect(loadConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 8000, databaseUrl: undefined });
  });

  it('names every faulty variable at once, with what it expects and without its value', () => {
    const environment = {
      NODE_ENV: 'prod',
      OPSTWIN_ROLES: 'api,king',
      HOST: 'a host',
      PORT: '80000',
      DATABASE_URL: 'mysql://secret-user@host/db',
      REDIS_URL: 'not a url',
      MQTT_URL: 'http://host',
      MQTT_PORT: '-1',
      OPSTWIN_NAMESPACE: 'a/b',
      JWT_SECRET: 'secret-too-short',
      ADMIN_PASSWORD: 'secret',
      OPSTWIN_AUTO_CREATE_TWINS: 'yes',
      LOG_LEVEL: 'loud',
    };
    expect(faultsOf(environment).sort()).toEqual(Object.keys(environment).sort());
    expect(() => loadConfig(environment)).toThrow(/PORT: expected a whole number from 0 to 65535/);
    expect(() => loadConfig(environment)).not.toThrow(/secret-|80000|loud|mysql/);
  });

  it('refuses production without a signing secret', () => {
    expect(faultsOf({ NODE_ENV: 'production' })).toEqual(['JWT_SECRET']);
    expect(faultsOf({ NODE_ENV: 'production', JWT_SECRET: 'x'.repeat(32) })).toEqual([]);
  });

  it('needs an issuer and an audience for the tokens of a provider, and a URL that nobody in between can answer', () => {
    const [url, issuer, audience] = ['JWT_JWKS_URL', 'JWT_JWKS_ISSUER', 'JWT_JWKS_AUDIENCE'];
    const whole = { [url]: 'https://id.example/keys', [issuer]: 'https://id.example', [audience]: 'plant' };
    expect(faultsOf(whole)).toEqual([]);
    expect(faultsOf({ [url]: 'https://id.example/keys' })).toEqual([issuer, audience]);
    expect(faultsOf({ [audience]: 'plant' })).toEqual([url, issuer]);
    expect(faultsOf({ ...whole, [url]: 'http://id.example/keys' })).toEqual([url]);
    expect(faultsOf({ ...whole, [url]: 'http://127.0.0.1.id.example/keys' })).toEqual([url]);
    expect(faultsOf({ ...whole, [issuer]: 'opstwin' })).toEqual([issuer]);
    for (const host of ['localhost:8080', '127.0.0.1', '[::1]:80']) {
      expect(faultsOf({ ...whole, [url]: `http://${host}/keys` })).toEqual([]);
    }
  });

  it('reads pairs of roles, in which the other side may be any text', () => {
    expect(loadConfig({ JWT_ROLES_MAP: 'cn=ops team=supervisor, a=viewer' }).rolesMap).toEqual([
      ['cn=ops team', 'supervisor'],
      ['a', 'viewer'],
    ]);
    for (const map of ['admins', '=admin', 'admins=', 'a=viewer,']) {
      expect(faultsOf({ JWT_ROLES_MAP: map })).toEqual(['JWT_ROLES_MAP']);
    }
  });

  it('has every variable in .env.example', () => {
    expect(readFileSync(join(packageRoot(), '.env.example'), 'utf8')).toBe(envExample());
  });

  it('has every variable in the table of the guide', () => {
    const guide = readFileSync(join(packageRoot(), 'docs', 'configuration.md'), 'utf8');
    for (const { name } of Object.values(VARIABLES)) expect(guide).toContain(`\`${name}\``);
  });
});

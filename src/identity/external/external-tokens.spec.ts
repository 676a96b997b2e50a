import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { exportSPKI, SignJWT, type JWTPayload } from 'jose';
import { formOf } from '../tokens/credential-form.js';
import { changedTexts } from '../tokens/changed-texts.fixture.js';
import { ExternalTokens } from './external-tokens.js';
import { IdentityProvider } from './identity-provider.fixture.js';
import { ProviderKeys } from './provider-keys.js';

const PATHS = { subject: 'sub', roles: 'roles', tenant: undefined, twins: undefined, roleMap: undefined };
/** A request to this very machine is answered or refused in far less. */
const SETTLED_MS = 300;
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];

let provider: IdentityProvider;
let now = 0;

function verifier(): ExternalTokens {
  const { issuer, audience } = provider;
  const keys = new ProviderKeys(new URL(provider.url), () => now);
  return new ExternalTokens({ keys, issuer, audience, paths: PATHS });
}

beforeAll(async () => {
  Logger.overrideLogger(false);
  provider = await IdentityProvider.start(...ALGORITHMS);
});

afterEach(async () => {
  provider.broken = false;
  await provider.open();
});

afterAll(async () => {
  await provider.close();
});

function text(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

describe('a token of an identity provider', () => {
  it.each(ALGORITHMS)('is taken when %s signs it', async (alg) => {
    const principal = await verifier().verify(await provider.sign(alg));
    expect(principal).toMatchObject({ subject: 'oidc:ada', tenant: 'default', roles: ['viewer'], twins: undefined });
    expect(principal?.expiresAt?.getTime()).toBeGreaterThan(Date.now());
  });

  const seconds = () => Math.floor(Date.now() / 1000);
  it.each<[string, () => JWTPayload]>([
    ['another issuer', () => ({ iss: 'https://identity.example/realms/other' })],
    ['no issuer', () => ({ iss: undefined })],
    ['another audience', () => ({ aud: 'shop' })],
    ['no audience', () => ({ aud: undefined })],
    ['an end in the past', () => ({ exp: seconds() - 1 })],
    ['no end', () => ({ exp: undefined })],
    ['a beginning to come', () => ({ nbf: seconds() + 60 })],
    ['no subject', () => ({ sub: undefined })],
  ])('is refused with %s', async (_what, change) => {
    expect(await verifier().verify(await provider.sign('RS256', change()))).toBeUndefined();
  });

  it('is refused when its header names no key, or one that there is not', async () => {
    expect(await verifier().verify(await provider.sign('RS256', {}, {}))).toBeUndefined();
    expect(await verifier().verify(await provider.sign('RS256', {}, { kid: 'unknown' }))).toBeUndefined();
    expect(await verifier().verify(await provider.sign('RS256', {}, { kid: 'ES256' }))).toBeUndefined();
  });

  it('is refused without a signature, in any spelling of "none"', async () => {
    for (const alg of ['none', 'None', 'NONE', 'nOnE']) {
      const unsigned = `${text({ alg, kid: 'RS256' })}.${text(provider.claims())}.`;
      expect(await verifier().verify(unsigned)).toBeUndefined();
      expect(await verifier().verify(`${unsigned}AAAA`)).toBeUndefined();
    }
  });

  it('is refused when it is signed with the public key as if that were a secret', async () => {
    const { publicKey, jwk } = provider.key('RS256');
    for (const secret of [await exportSPKI(publicKey), jwk.n ?? '', JSON.stringify(jwk)]) {
      const forged = await new SignJWT(provider.claims())
        .setProtectedHeader({ alg: 'HS256', kid: 'RS256' })
        .sign(Buffer.from(secret));
      expect(await verifier().verify(forged)).toBeUndefined();
    }
  });

  it('is refused with any byte of it changed', async () => {
    const tokens = verifier();
    const token = await provider.sign('ES256');
    expect(formOf(token)).toBe('external');
    expect(await tokens.verify(token)).toBeDefined();
    for (const changed of changedTexts(token)) {
      const taken = formOf(changed) === 'external' ? await tokens.verify(changed) : undefined;
      if (taken) throw new Error(`Took ${changed} for ${token}`);
    }
  }, 60_000);
});

describe('the keys of an identity provider', () => {
  it('are read once for many tokens, and again for one that is new, but not more often than every five seconds', async () => {
    const tokens = verifier();
    const before = provider.asked;
    const good = await provider.sign('ES256');
    await Promise.all(Array.from({ length: 20 }, () => tokens.verify(good)));
    expect(provider.asked).toBe(before + 1);

    await provider.publish('next', 'RS256');
    const next = await provider.sign('next');
    now += 4999;
    expect(await tokens.verify(next)).toBeUndefined();
    expect(provider.asked).toBe(before + 1);
    now += 1;
    expect(await tokens.verify(next)).toBeDefined();
    for (let i = 0; i < 20; i++) await tokens.verify(await provider.sign('next', {}, { kid: `guess_${i}` }));
    expect(provider.asked).toBe(before + 2);
  });

  it('stay good while the provider is down or broken, and are not asked for at each token then', async () => {
    const tokens = verifier();
    const good = await provider.sign('ES256');
    expect(await tokens.verify(good)).toBeDefined();
    now += 300_000;
    await provider.close();
    expect(await tokens.verify(good)).toBeDefined();
    // The keys are asked for beside the token.
    await sleep(SETTLED_MS);
    await provider.open();
    provider.broken = true;
    const before = provider.asked;
    now += 300_000;
    for (let i = 0; i < 20; i++) expect(await tokens.verify(good)).toBeDefined();
    await sleep(SETTLED_MS);
    await tokens.verify(await provider.sign('ES256', {}, { kid: 'guess' }));
    expect(provider.asked).toBe(before + 1);
  });

  it('are not known at first when the provider is down, and are once it answers', async () => {
    const tokens = verifier();
    const good = await provider.sign('ES256');
    await provider.close();
    expect(await tokens.verify(good)).toBeUndefined();
    await provider.open();
    now += 5000;
    expect(await tokens.verify(good)).toBeDefined();
  });

  it('end within minutes when the provider withdraws them', async () => {
    const tokens = verifier();
    await provider.publish('withdrawn', 'ES256');
    const token = await provider.sign('withdrawn');
    expect(await tokens.verify(token)).toBeDefined();
    provider.keys.delete('withdrawn');
    now += 299_999;
    const before = provider.asked;
    await tokens.verify(token);
    await sleep(SETTLED_MS);
    expect(provider.asked).toBe(before);
    expect(await tokens.verify(token)).toBeDefined();
    now += 1;
    // The keys are read beside the first token that finds them old.
    while (await tokens.verify(token)) await sleep(10);
  });
});

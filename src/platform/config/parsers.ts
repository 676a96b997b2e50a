import { isIP } from 'node:net';

/** Turns the text of a variable into its value, or gives undefined when it does not fit. */
export type Parser<T> = (value: string) => T | undefined;

export function text(atLeast: number): Parser<string> {
  return (value) => (value.length >= atLeast ? value : undefined);
}

export function matching(pattern: RegExp): Parser<string> {
  return (value) => (pattern.test(value) ? value : undefined);
}

export function choice<T extends string>(options: readonly T[]): Parser<T> {
  return (value) => options.find((option) => option === value);
}

/** A comma-separated, non-empty list of the options. */
export function choices<T extends string>(options: readonly T[]): Parser<ReadonlySet<T>> {
  return (value) => {
    const chosen = value.split(',').map((part) => choice(options)(part.trim()));
    return chosen.includes(undefined) ? undefined : new Set(chosen as T[]);
  };
}

export function portNumber(value: string): number | undefined {
  return /^\d{1,5}$/.test(value) && Number(value) <= 65_535 ? Number(value) : undefined;
}

/** A whole number from `least` to `most`. */
export function wholeNumber(least: number, most: number): Parser<number> {
  return (value) => {
    const number = /^\d{1,15}$/.test(value) ? Number(value) : NaN;
    return number >= least && number <= most ? number : undefined;
  };
}

export function flag(value: string): boolean | undefined {
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

/** A comma-separated, non-empty list of host names or addresses, in which `*` may stand for a part. */
export function hostPatterns(value: string): readonly string[] | undefined {
  const patterns = value.split(',').map((part) => part.trim());
  return patterns.every((pattern) => /^[A-Za-z0-9.:*_-]{1,253}$/.test(pattern)) ? patterns : undefined;
}

/** A comma-separated, non-empty list of origins (RFC 6454), each exactly as a browser sends it in `Origin`. */
export function origins(value: string): readonly string[] | undefined {
  const given = value.split(',').map((part) => part.trim());
  return given.every(isOrigin) ? given : undefined;
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:[^*]+$/.test(text) && new URL(text).origin === text;
}

/** A comma-separated, non-empty list of IP addresses and of networks in CIDR notation (RFC 4632). */
export function networks(value: string): readonly string[] | undefined {
  const given = value.split(',').map((part) => part.trim());
  return given.every(isNetwork) ? given : undefined;
}

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
}

function url(protocols: readonly string[]): Parser<string> {
  return (value) => {
    if (!URL.canParse(value)) return undefined;
    const { protocol, hostname } = new URL(value);
    return protocols.includes(protocol) && hostname !== '' ? value : undefined;
  };
}

export const databaseUrl = url(['postgres:', 'postgresql:']);
export const redisUrl = url(['redis:', 'rediss:']);
export const mqttUrl = url(['mqtt:', 'mqtts:', 'ws:', 'wss:']);

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** The URL of something that is trusted for what it serves: by https, or from this very machine. */
export function trustedUrl(value: string): string | undefined {
  if (url(['https:'])(value) !== undefined) return value;
  return url(['http:'])(value) !== undefined && LOOPBACK.test(new URL(value).hostname) ? value : undefined;
}

/** Pairs like `their-role=our-role,…`. The last `=` divides a pair, since theirs may be any text. */
export function pairs(value: string): readonly (readonly [string, string])[] | undefined {
  const read = value.split(',').map((pair) => /^\s*(\S.*?)\s*=\s*([A-Za-z0-9_-]+)\s*$/.exec(pair));
  if (read.some((pair) => pair === null)) return undefined;
  return read.map((pair) => [pair?.[1] ?? '', pair?.[2] ?? ''] as const);
}

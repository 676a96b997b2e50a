import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { Random } from '../harness/random.js';
import type { FuzzBody } from './valid-bodies.js';

/** A request as it is sent. */
export interface FuzzRequest {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
  /** What the body is once its coding is undone, where that can be. */
  readonly plain: Buffer;
}

/** Pieces that have broken parsers before. */
const PIECES = [
  ...[
    '\0',
    '\\u0000',
    '\\ud800',
    '\\',
    '"',
    "'",
    '\n',
    '\r\n',
    ' ',
    '\t',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '=',
    '#',
    '-',
    '.',
  ],
  ...[
    '1e999',
    '-1e999',
    'NaN',
    'Infinity',
    '-0',
    '0x10',
    '9'.repeat(400),
    '1795150800',
    '5e10',
    '18446744073709551616',
    '1i',
    '1u',
  ],
  ...[
    'null',
    'true',
    '{}',
    '[]',
    '"__proto__":{"m":1},',
    '{"__proto__":1}',
    '"constructor":{"prototype":{}},',
    '"m":1,"m":2,',
  ],
  ...[
    '"metrics":{"x":1},',
    '"twin_id":"other",',
    '"ts":null,',
    '\u2028',
    '\ufeff',
    '😀',
    '[['.repeat(5000),
    '{"a":'.repeat(5000),
  ],
].map((text) => Buffer.from(text));
const BYTES = [Buffer.from([0xff]), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from([0xc0, 0x80]), Buffer.from([0x00])];

const VALUES: readonly unknown[] = [
  ...[null, true, '', 'x', '\0', '\ud800', '1', 'x'.repeat(300), [], {}, [[]], [null], 0, -1, 0.5, 1e308, -1e308, 5e10],
  ...[
    { a: { b: [1] } },
    { twin_id: 1 },
    JSON.parse('{"__proto__":1}') as unknown,
    Array.from({ length: 30 }, (_, i) => i),
    '2026-13-01',
    -0,
  ],
];

const TYPES = [
  'application/json',
  'application/x-ndjson',
  'text/plain',
  'application/x-protobuf',
  'application/xml',
  '',
  'a/b;c',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'application/json; charset=utf-16',
];
const PATHS = [
  '/telemetry/ingest',
  '/api/v2/write?bucket=b',
  '/api/v2/write?precision=ms',
  '/api/v2/write?precision=x',
  '/v1/metrics',
];
const PACKINGS = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync } as const;

/** The request of a body with some damage done to it, or none when `whole`. */
export function requestOf({ path, type, text }: FuzzBody, random: Random, whole: boolean): FuzzRequest {
  const packing = random.chance(1 / 4) ? random.one(['gzip', 'deflate', 'br'] as const) : undefined;
  let plain: Buffer = Buffer.from(text);
  if (!whole) for (let times = 1 + random.whole(3); times > 0; times--) plain = damaged(plain, random);
  let body = packing ? PACKINGS[packing](plain) : plain;
  if (!whole && packing && random.chance(1 / 3)) body = damagedBytes(body, random);
  const coding = !whole && random.chance(1 / 30) ? random.one(['gzip', 'br', 'zstd', 'gzip, gzip', 'x']) : packing;
  const contentType = !whole && random.chance(1 / 20) ? random.one(TYPES) : type;
  return {
    path: !whole && random.chance(1 / 20) ? random.one(PATHS) : path,
    headers: {
      ...(contentType === '' ? {} : { 'content-type': contentType }),
      ...(coding === undefined ? {} : { 'content-encoding': coding }),
    },
    body,
    plain,
  };
}

function damaged(body: Buffer, random: Random): Buffer {
  return random.chance(1 / 2)
    ? (damagedDocument(body, random) ?? damagedBytes(body, random))
    : damagedBytes(body, random);
}

/** Puts a wrong value somewhere into a JSON document; undefined when the body is none. */
function damagedDocument(body: Buffer, random: Random): Buffer | undefined {
  const document = parsed(body);
  if (typeof document !== 'object' || document === null) return undefined;
  let place = document as Record<string, unknown>;
  for (;;) {
    const keys = Object.keys(place);
    const key =
      keys.length === 0 || random.chance(1 / 12)
        ? random.one(['extra', '__proto__', 'm', '\ud800', '0'])
        : random.one(keys);
    const inside = place[key];
    if (typeof inside === 'object' && inside !== null && Object.keys(inside).length > 0 && !random.chance(1 / 5)) {
      place = inside as Record<string, unknown>;
      continue;
    }
    if (random.chance(1 / 6)) Reflect.deleteProperty(place, key);
    else
      Object.defineProperty(place, key, {
        value: random.one([...VALUES, document]),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    return stringified(document) ?? body;
  }
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

/** A document that was put into itself has no end and thus no text. */
function stringified(document: object): Buffer | undefined {
  try {
    return Buffer.from(JSON.stringify(document));
  } catch {
    return undefined;
  }
}

function damagedBytes(body: Buffer, random: Random): Buffer {
  const at = random.whole(body.length + 1);
  const to = Math.min(body.length, at + 1 + random.whole(40));
  const [before, piece, after] = [body.subarray(0, at), body.subarray(at, to), body.subarray(to)];
  switch (random.whole(7)) {
    case 0:
      return before;
    case 1:
      return Buffer.concat([before, after]);
    case 2:
      return Buffer.concat([before, piece, piece, after]);
    case 3:
      return Buffer.concat([before, random.one(BYTES), body.subarray(at)]);
    case 4:
      return Buffer.concat([before, Buffer.from([random.whole(256)]), body.subarray(Math.min(at + 1, body.length))]);
    default:
      return Buffer.concat([before, random.one(PIECES), random.chance(1 / 2) ? after : body.subarray(at)]);
  }
}

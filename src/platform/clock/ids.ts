import { createHash, randomFillSync } from 'node:crypto';
import { monotonicFactory } from 'ulid';

export type IdPrefix = 'tel' | 'ano' | 'sim' | 'dec' | 'prop' | 'act' | 'evt' | 'usr' | 'key' | 'req' | 'pol' | 'scn';

const ulid = monotonicFactory(pooledRandom());

/** A new id: the prefix and a ULID, which sorts by time of creation (https://github.com/ulid/spec). */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${ulid()}`;
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The id that an effect of `cause` always gets, however often it is worked out: doing it twice is doing it once.
 * 26 Crockford characters from SHA-256 of the prefix and the cause, the first within a ULID's range.
 */
export function derivedId(prefix: IdPrefix, cause: string): string {
  const digest = createHash('sha256').update(`${prefix}:${cause}`).digest();
  const characters = Array.from({ length: 26 }, (_, i) => CROCKFORD[(digest[i] ?? 0) % (i === 0 ? 8 : 32)]);
  return `${prefix}_${characters.join('')}`;
}

/** Random numbers in [0, 1) from the system's generator, fetched a few thousand bytes at a time. */
function pooledRandom(): () => number {
  const pool = new Uint32Array(1024);
  let next = pool.length;
  return () => {
    if (next === pool.length) {
      randomFillSync(pool);
      next = 0;
    }
    return (pool[next++] ?? 0) / 2 ** 32;
  };
}

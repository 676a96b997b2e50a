import canonicalize from 'canonicalize';
import { chainHash } from '../../platform/event-log/hash-chain.js';
import type { OpsTwinEvent } from '../watch/opstwin-event.js';
import { ChainFault } from './chain-fault.js';

/** What follows a log event by event, and knows where it is. */
export interface Proof {
  /** Of the event that the next one follows. */
  readonly cursor: string;
  /** Of the chain there, in hex; undefined when it cannot be told. */
  readonly hash: string | undefined;
  /** Events that were found to follow from the one before. */
  readonly proved: number;
  /** @throws ChainFault when the event is not the one that follows, or not what its hash says */
  take(event: OpsTwinEvent): void;
}

/** For a reader that is shown only some of the events: it cannot tell what is missing from what is not its own. */
export class NoProof implements Proof {
  readonly hash = undefined;
  readonly proved = 0;

  constructor(public cursor: string) {}

  take({ cursor }: OpsTwinEvent): void {
    this.cursor = cursor;
  }
}

/**
 * Works the hash chain out again, event by event, trusting nothing but the hash that it starts from. The digits of a
 * cursor are the event's position, which the hash covers.
 */
export class ChainCheck implements Proof {
  proved = 0;

  /**
   * @param hash undefined when it is not known, and the next event's is then taken as it is
   */
  constructor(
    public cursor: string,
    public hash: string | undefined,
  ) {}

  take({ cursor, hash, ...content }: OpsTwinEvent): void {
    const position = Number(cursor);
    const missing = position - Number(this.cursor) - 1;
    if (missing > 0) throw new ChainFault(`After ${this.cursor} came ${cursor}: ${events(missing)} missing between.`);
    if (missing !== 0 || hash === undefined) {
      throw new ChainFault(`After ${this.cursor} came ${cursor}, which is not what follows it.`);
    }
    if (this.hash !== undefined) {
      const expected = chainHash(this.hash, position, canonicalize(content) ?? '');
      if (expected !== hash) {
        throw new ChainFault(
          `The event ${cursor} is not what was written: its hash would be ${expected}, and the log says ${hash}.`,
        );
      }
      this.proved += 1;
    }
    this.cursor = cursor;
    this.hash = hash;
  }

  /** Checks what the server says of a place that was reached. @throws ChainFault when its hash is another one */
  compare(cursor: string, hash: string): void {
    if (cursor !== this.cursor || this.hash === undefined || hash === this.hash) return;
    throw new ChainFault(`At ${cursor} the chain has the hash ${this.hash}, and the log says ${hash}.`);
  }
}

function events(count: number): string {
  return count === 1 ? 'one event is' : `${count} events are`;
}

import fc from 'fast-check';
import { setImmediate as soon } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { GroupOrder, type GroupClaim, type GroupTurn } from './group-order.js';

/** How many rounds of the event loop each stage of a group takes, in which it fails, and the rows that it stores. */
interface Group {
  readonly begin: number;
  readonly store: number;
  readonly judge: number;
  readonly fails: 'begin' | 'store' | 'judge' | undefined;
  readonly first: number;
  readonly last: number;
  readonly makesSeries: boolean;
}

const rounds = fc.nat({ max: 3 });
const instant = fc.nat({ max: 6 });
const group: fc.Arbitrary<Group> = fc
  .record({
    begin: rounds,
    store: rounds,
    judge: rounds,
    fails: fc.option(fc.constantFrom('begin' as const, 'store' as const, 'judge' as const), {
      nil: undefined,
      freq: 5,
    }),
    first: instant,
    length: fc.nat({ max: 2 }),
    makesSeries: fc.boolean(),
  })
  .map(({ length, ...rest }) => ({ ...rest, last: rest.first + length }));

function claimOf({ first, last, makesSeries }: Group): GroupClaim {
  return { stretches: new Map([['series', { first, last }]]), makesSeries };
}

/** Rows as a database would lock them: whoever stores one that is held waits for the end of who holds it. */
class Locks {
  private readonly held = new Map<number, Promise<void>>();

  async take({ first, last }: Group, end: Promise<void>): Promise<void> {
    for (let row = first; row <= last; row++) {
      while (this.held.has(row)) await this.held.get(row);
      this.held.set(row, end);
      void end.then(() => this.held.delete(row));
    }
  }
}

describe('GroupOrder', () => {
  it('judges one group after the other, in their order, and never lets one wait for ever, whichever fail', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(group, { maxLength: 8 }), async (all) => {
        const order = new GroupOrder();
        const locks = new Locks();
        const judged: string[] = [];
        const run = async (one: Group, name: number): Promise<void> => {
          let release: () => void = () => undefined;
          const end = new Promise<void>((resolve) => (release = resolve));
          try {
            await order.run(claimOf(one), async (turn: GroupTurn) => {
              const pass = async (stage: 'begin' | 'store' | 'judge'): Promise<void> => {
                for (let i = 0; i < one[stage]; i++) await soon();
                if (one.fails === stage) throw new Error(stage);
              };
              await pass('begin');
              await turn.toStore();
              await locks.take(one, end);
              await pass('store');
              await turn.toJudge();
              judged.push(`begin ${name}`);
              await pass('judge').finally(() => judged.push(`end ${name}`));
            });
          } finally {
            release();
          }
        };
        const outcomes = await Promise.allSettled(all.map(run));
        expect(outcomes.map(({ status }) => status === 'rejected')).toEqual(
          all.map(({ fails }) => fails !== undefined),
        );
        const names = all.flatMap(({ fails }, name) => (fails === undefined || fails === 'judge' ? [name] : []));
        expect(judged).toEqual(names.flatMap((name) => [`begin ${name}`, `end ${name}`]));
      }),
    );
  });

  it('stores groups that share no row at the same time', async () => {
    const order = new GroupOrder();
    const stored: string[] = [];
    const claim = (first: number): GroupClaim => ({
      stretches: new Map([['s', { first, last: first }]]),
      makesSeries: false,
    });
    let finish: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (finish = resolve));
    const write = (name: string) => async (turn: GroupTurn) => {
      await turn.toStore();
      stored.push(name);
      await turn.toJudge();
      await held;
    };
    const running = [
      order.run(claim(1), write('first')),
      order.run(claim(2), write('apart')),
      order.run(claim(1), write('same row')),
      order.run({ ...claim(3), makesSeries: true }, write('new series')),
    ];
    for (let i = 0; i < 5; i++) await soon();
    expect(stored).toEqual(['first', 'apart']);
    finish();
    await Promise.all(running);
    expect(stored).toEqual(['first', 'apart', 'same row', 'new series']);
  });
});

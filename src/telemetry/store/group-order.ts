import { overlap, type SeriesStretches } from './series-stretches.js';

/** What a group is going to write to. */
export interface GroupClaim {
  readonly stretches: SeriesStretches;
  /** Whether it may have to make series first. */
  readonly makesSeries: boolean;
}

/** What a group waits for. */
export interface GroupTurn {
  /** Resolves when its samples can be stored: at once, unless a group that is under way might write the same rows. */
  toStore(): Promise<void>;
  /** Resolves when the group before has ended: groups are judged and told of in the order in which they began. */
  toJudge(): Promise<void>;
}

/**
 * The order of groups that are written beside each other. A group that waits for its turn to be judged holds locks of the
 * rows it has stored. One that came before it must never wait for these in the database: it would wait for ever, and no
 * deadlock detector would see it. So only groups that share no row are stored at the same time.
 */
export class GroupOrder {
  private readonly underWay = new Set<GroupClaim>();
  /** When the newest group has ended, however it did, and all before it. */
  private newest: Promise<void> = Promise.resolve();

  /** Runs the writing of a group. One that is tried again comes behind those that began meanwhile. */
  async run<T>(claim: GroupClaim, write: (turn: GroupTurn) => Promise<T>): Promise<T> {
    const before = this.newest;
    const apart = !claim.makesSeries && ![...this.underWay].some((other) => overlap(other.stretches, claim.stretches));
    this.underWay.add(claim);
    const writing = write({ toStore: () => (apart ? Promise.resolve() : before), toJudge: () => before });
    this.newest = Promise.allSettled([before, writing]).then(() => {
      this.underWay.delete(claim);
    });
    return writing;
  }
}

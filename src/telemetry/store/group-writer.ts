import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { samplesIn, type Stored, type Submission } from './submission.js';
import { writeIsolated } from './write-isolated.js';

export interface GroupLimits {
  /** Samples that fill a group. */
  readonly groupSamples: number;
  /** Full groups that are written at a time: while one is judged and told of, the next one's samples are stored. */
  readonly groupsAtATime: number;
  /** Samples that may wait for the next groups; a single submission may be larger. */
  readonly waitingSamples: number;
  /** How long a first submission waits for company. */
  readonly gatherMs: number;
  /** How long a submission waits for room. */
  readonly roomMs: number;
}

export const GROUP_LIMITS: GroupLimits = {
  groupSamples: 5000,
  groupsAtATime: 3,
  waitingSamples: 100_000,
  gatherMs: 2,
  roomMs: 1000,
};

interface Entry {
  readonly submission: Submission;
  readonly samples: number;
  readonly resolve: (stored: Stored) => void;
  readonly reject: (error: unknown) => void;
  patience?: NodeJS.Timeout;
}

/**
 * Groups the submissions of concurrent requests and messages into transactions, since a commit costs as much as
 * hundreds of samples. Its memory is bounded: past the limit a submission waits for room, then is refused.
 */
export class GroupWriter {
  private readonly queue: Entry[] = [];
  private readonly outside: Entry[] = [];
  private waiting = 0;
  private readonly writing = new Set<Promise<void>>();
  private gathering: NodeJS.Timeout | undefined;

  constructor(
    private readonly write: (group: readonly Submission[]) => Promise<Stored[]>,
    private readonly limits: GroupLimits = GROUP_LIMITS,
  ) {}

  /**
   * Resolves once the submission is durably stored.
   * @throws ProblemError 503 when there is no room in time
   */
  submit(submission: Submission): Promise<Stored> {
    return new Promise((resolve, reject) => {
      const entry: Entry = { submission, samples: samplesIn(submission), resolve, reject };
      if (this.outside.length > 0 || !this.hasRoom(entry)) this.waitOutside(entry);
      else this.enqueue(entry);
    });
  }

  /** Resolves once nothing waits and nothing is being written. */
  async idle(): Promise<void> {
    while (this.queue.length > 0 || this.writing.size > 0) {
      this.begin();
      await Promise.all(this.writing);
    }
  }

  private hasRoom(entry: Entry): boolean {
    return this.queue.length === 0 || this.waiting + entry.samples <= this.limits.waitingSamples;
  }

  private enqueue(entry: Entry): void {
    this.queue.push(entry);
    this.waiting += entry.samples;
    this.beginSoon();
  }

  private waitOutside(entry: Entry): void {
    this.outside.push(entry);
    entry.patience = setTimeout(() => {
      this.outside.splice(this.outside.indexOf(entry), 1);
      const detail = 'More telemetry comes in than can be stored at the moment.';
      entry.reject(new ProblemError('unavailable', detail, { headers: { 'retry-after': '1' } }));
    }, this.limits.roomMs);
  }

  private admit(): void {
    for (let entry = this.outside[0]; entry && this.hasRoom(entry); entry = this.outside[0]) {
      this.outside.shift();
      clearTimeout(entry.patience);
      this.queue.push(entry);
      this.waiting += entry.samples;
    }
  }

  /** A full group begins at once, beside others. For less, company is waited for, at least until no other is written. */
  private beginSoon(): void {
    if (this.waiting >= this.limits.groupSamples) this.begin();
    else if (this.queue.length > 0 && this.writing.size === 0) {
      this.gathering ??= setTimeout(() => {
        this.begin();
      }, this.limits.gatherMs);
    }
  }

  private begin(): void {
    clearTimeout(this.gathering);
    this.gathering = undefined;
    if (this.queue.length === 0 || this.writing.size >= this.limits.groupsAtATime) return;
    const group = this.takeGroup();
    this.admit();
    const written = this.writeGroup(group).finally(() => {
      this.writing.delete(written);
      this.beginSoon();
    });
    this.writing.add(written);
    this.beginSoon();
  }

  private async writeGroup(group: readonly Entry[]): Promise<void> {
    const submissions = group.map(({ submission }) => submission);
    const outcomes = await writeIsolated(submissions, this.write);
    group.forEach((entry, i) => {
      const outcome = outcomes[i] ?? { error: new Error('A submission has no outcome') };
      if ('result' in outcome) entry.resolve(outcome.result);
      else entry.reject(outcome.error);
    });
  }

  private takeGroup(): Entry[] {
    let samples = 0;
    let count = 0;
    for (const entry of this.queue) {
      if (count > 0 && samples + entry.samples > this.limits.groupSamples) break;
      samples += entry.samples;
      count += 1;
    }
    this.waiting -= samples;
    return this.queue.splice(0, count);
  }
}

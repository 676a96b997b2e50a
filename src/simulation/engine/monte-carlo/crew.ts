/** What the threads of a run share out among themselves: blocks of samples first, then KPIs. */
export const WORK = { blocks: 0, kpis: 1 } as const;
export type Work = (typeof WORK)[keyof typeof WORK];

const KINDS = 2;
/** Behind the next piece of each kind and the finished ones. */
const STAGE = 2 * KINDS;
const CLOSED = KINDS;
const FAILED = STAGE + 1;
const MEMBERS = STAGE + 2;
const RUN = STAGE + 3;
export const CREW_WORDS = STAGE + 4;

/** How long the first thread waits before it looks whether it was cancelled. */
const PATIENCE_MILLISECONDS = 20;

/**
 * The threads of one run, as each of them sees it through a few integers in shared memory. Whoever is free takes the next
 * piece of work. No result depends on who did what: each piece has its own place in memory. The same integers serve one
 * run after another; a thread that comes too late for its run finds that out when it joins.
 */
export class Crew {
  private constructor(
    readonly words: Int32Array<SharedArrayBuffer>,
    /** Which of the runs that the integers have served. */
    readonly run: number,
  ) {}

  /** The crew of a new run, with one thread. The one before must have been disbanded. */
  static found(words: Int32Array<SharedArrayBuffer>): Crew {
    const run = Atomics.add(words, RUN, 1) + 1;
    for (let word = 0; word < STAGE; word += 1) Atomics.store(words, word, 0);
    Atomics.store(words, STAGE, WORK.blocks);
    return new Crew(words, run);
  }

  /** Joins the crew of a run, to leave() it at last; undefined when the run has ended. */
  static join(words: Int32Array<SharedArrayBuffer>, run: number): Crew | undefined {
    const crew = new Crew(words, run);
    Atomics.add(words, MEMBERS, 1);
    // In this order: a new run changes its number first and its stage last.
    if (!crew.closed && Atomics.load(words, RUN) === run) return crew;
    crew.leave();
    return undefined;
  }

  leave(): void {
    Atomics.sub(this.words, MEMBERS, 1);
    Atomics.notify(this.words, MEMBERS);
  }

  /** Tells the first thread of a run that another one has ended before its time. */
  static fail(words: Int32Array<SharedArrayBuffer>, run: number): void {
    Atomics.store(words, FAILED, run);
  }

  /**
   * Ends the run for all threads, and waits a little for them to leave: they do after their block.
   * @returns whether the last one has left, so that the memory may serve another run
   */
  disband(): boolean {
    this.enter(CLOSED);
    const members = Atomics.load(this.words, MEMBERS);
    if (members > 0) Atomics.wait(this.words, MEMBERS, members, PATIENCE_MILLISECONDS);
    return Atomics.load(this.words, MEMBERS) === 0;
  }

  /** The number of a piece that nobody else has, from 0. */
  take(work: Work): number {
    return Atomics.add(this.words, work, 1);
  }

  finish(work: Work): void {
    Atomics.add(this.words, KINDS + work, 1);
    Atomics.notify(this.words, KINDS + work);
  }

  finished(work: Work): number {
    return Atomics.load(this.words, KINDS + work);
  }

  /**
   * Waits until that many pieces are finished.
   * @param look is called now and then, and may throw
   * @throws Error when another thread has failed, which may have taken a piece with it
   */
  awaitAll(work: Work, pieces: number, look: () => void): void {
    for (let done = this.finished(work); done < pieces; done = this.finished(work)) {
      look();
      if (Atomics.load(this.words, FAILED) === this.run) throw new Error('Another thread of the simulation failed');
      Atomics.wait(this.words, KINDS + work, done, PATIENCE_MILLISECONDS);
    }
  }

  /** Lets the others begin with a kind of work. */
  begin(work: Work): void {
    this.enter(work);
  }

  /** Waits for a kind of work to begin; false when it never will. */
  awaitStage(work: Work): boolean {
    for (let stage = this.stage; stage < work; stage = this.stage) Atomics.wait(this.words, STAGE, stage);
    return this.stage === work;
  }

  get closed(): boolean {
    return this.stage === CLOSED;
  }

  private get stage(): number {
    return Atomics.load(this.words, STAGE);
  }

  private enter(stage: number): void {
    Atomics.store(this.words, STAGE, stage);
    Atomics.notify(this.words, STAGE);
  }
}

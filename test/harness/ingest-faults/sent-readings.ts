const DAY = 86_400_000;
/** Between two readings of a sender, in milliseconds. */
const EVERY_MS = 10_000;
const MERSENNE = 2n ** 31n - 1n;

/** A reading that its sender has numbered: the number gives its time and its value. */
export interface NumberedReading {
  readonly serial: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly value: number;
}

/** What one sender has numbered from 0 on, what of it was acknowledged, and what of that was seen stored. */
export class SentReadings {
  /** How often something was acknowledged. */
  acknowledgements = 0;
  /** Whether new ones are numbered. */
  open = true;
  private numbered = 0;
  private waiting: number[] = [];
  private readonly inHand = new Set<number>();
  /** Those in hand whose acknowledgement will be worth nothing. */
  private readonly doubtful = new Set<number>();
  private readonly acknowledged = new Set<number>();
  private readonly seen = new Set<number>();

  constructor(
    readonly twin: string,
    readonly asset: string,
  ) {}

  /** Whether there is nothing left to send. */
  get settled(): boolean {
    return !this.open && this.inHand.size === 0 && this.waiting.length === 0;
  }

  /** All that were ever handed out to be sent. */
  get all(): NumberedReading[] {
    return Array.from({ length: this.numbered }, (_, serial) => reading(serial));
  }

  /** Those of which the sender was told that they are stored. */
  get promised(): NumberedReading[] {
    return [...this.acknowledged].map(reading);
  }

  /** What was not acknowledged comes first, then new readings as long as it is open. */
  take(count: number): NumberedReading[] {
    const again = this.waiting.splice(0, count);
    const fresh = this.open ? count - again.length : 0;
    const serials = [...again, ...Array.from({ length: fresh }, () => this.numbered++)];
    for (const serial of serials) this.inHand.add(serial);
    return serials.map(reading);
  }

  /** Says which of the readings that were taken are acknowledged; the others are to be sent again. */
  settle(taken: readonly NumberedReading[], acknowledged: readonly NumberedReading[]): void {
    const good = new Set(acknowledged.map(({ serial }) => serial));
    if (good.size > 0) this.acknowledgements += 1;
    for (const { serial } of taken) {
      this.inHand.delete(serial);
      if (!this.doubtful.delete(serial) && good.has(serial)) this.acknowledged.add(serial);
      else this.waiting.push(serial);
    }
  }

  /** What was seen stored is doubted no more. */
  see(stored: readonly NumberedReading[]): void {
    for (const { serial } of stored) this.seen.add(serial);
  }

  /** Takes acknowledgements back whose giver may have forgotten them, save for what was seen stored. */
  doubt(): void {
    const doubted = [...this.acknowledged].filter((serial) => !this.seen.has(serial));
    for (const serial of doubted) this.acknowledged.delete(serial);
    this.waiting.push(...doubted);
    for (const serial of this.inHand) this.doubtful.add(serial);
  }

  /** Numbers nothing more. */
  close(): void {
    this.open = false;
  }

  /** Has all of them sent once more, and a last new one behind them. */
  sendAllAgain(): void {
    this.waiting = Array.from({ length: this.numbered + 1 }, (_, serial) => serial);
    this.numbered += 1;
  }
}

/** The end of the month before last, so that the readings soon come to a month that has no table yet. */
export const BEGIN = ((now) => Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1) - DAY / 24)(new Date());

/** Values that jump about, so that no detector sees a trend; the same serial number always gives the same. */
function reading(serial: number): NumberedReading {
  const value = Number((BigInt(serial + 1) * 48_271n) % MERSENNE);
  return { serial, at: BEGIN + serial * EVERY_MS, value };
}

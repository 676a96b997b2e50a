/** Lets so many work at once; the others wait, first come, first served. */
export class Turns {
  private readonly waiting: (() => void)[] = [];
  private free: number;

  /** @param longestMs longest wait, in milliseconds */
  constructor(
    atOnce: number,
    private readonly longestMs: number,
  ) {
    this.free = atOnce;
  }

  /** @returns how to give the turn back; undefined when none came in time */
  async take(): Promise<(() => void) | undefined> {
    if (this.free > 0) this.free -= 1;
    else if (!(await this.handedOver())) return undefined;
    let given = false;
    return () => {
      if (given) return;
      given = true;
      const next = this.waiting.shift();
      if (next) next();
      else this.free += 1;
    };
  }

  private handedOver(): Promise<boolean> {
    return new Promise((resolve) => {
      const take = (): void => {
        clearTimeout(timer);
        resolve(true);
      };
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(take), 1);
        resolve(false);
      }, this.longestMs);
      this.waiting.push(take);
    });
  }
}

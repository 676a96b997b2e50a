import { failureWords } from '../domain/failure-words.js';

/** One step of a trial. */
export interface TrialStep {
  readonly step: string;
  readonly ok: boolean;
  /** How long it took, in milliseconds. */
  readonly ms: number;
  /** What was found, or why it failed. */
  readonly detail: string | null;
}

/** The steps of a trial in their order; the first that fails is the last. */
export class TrialSteps {
  private readonly taken: TrialStep[] = [];

  get all(): readonly TrialStep[] {
    return this.taken;
  }

  get failed(): boolean {
    return this.taken.some(({ ok }) => !ok);
  }

  /** Takes a step and notes how it went. @throws what the work throws, when that is noted */
  async take<T>(step: string, work: () => Promise<T> | T, detailOf?: (result: T) => string): Promise<T> {
    const began = performance.now();
    const note = (ok: boolean, detail: string | null): void => {
      this.taken.push({ step, ok, ms: Math.round(performance.now() - began), detail });
    };
    try {
      const result = await work();
      note(true, detailOf?.(result) ?? null);
      return result;
    } catch (error) {
      note(false, failureWords(error));
      throw error;
    }
  }
}

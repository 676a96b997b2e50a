import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationShutdown } from '@nestjs/common';

/** In order: stop taking work in, finish or return what is running, close what it stood on. */
export type ShutdownPhase = 'intake' | 'work' | 'connections';

interface Step {
  readonly name: string;
  readonly run: () => Promise<void> | void;
}

/**
 * Closes the process in a fixed order. `intake` runs before the HTTP server closes, the others after it.
 * A step that fails is logged, and the next ones still run.
 */
@Injectable()
export class ShutdownSequence implements BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly logger = new Logger(ShutdownSequence.name);
  private readonly steps: Record<ShutdownPhase, Step[]> = { intake: [], work: [], connections: [] };
  private started = false;

  /** True from the moment that shutting down began. */
  get stopping(): boolean {
    return this.started;
  }

  /** Adds a step; steps of one phase run together, except `connections`, which close last in, first out. */
  on(phase: ShutdownPhase, name: string, run: () => Promise<void> | void): void {
    this.steps[phase].push({ name, run });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.started = true;
    await this.together(this.steps.intake);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.together(this.steps.work);
    for (const step of this.steps.connections.toReversed()) await this.run(step);
  }

  private async together(steps: readonly Step[]): Promise<void> {
    await Promise.all(steps.map((step) => this.run(step)));
  }

  private async run(step: Step): Promise<void> {
    const begun = performance.now();
    try {
      await step.run();
      this.logger.debug(`Closed ${step.name} in ${(performance.now() - begun).toFixed(0)} ms`);
    } catch (error) {
      this.logger.error(`Closing ${step.name} failed`, error);
    }
  }
}

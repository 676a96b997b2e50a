import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { ShutdownSequence } from '../../platform/lifecycle/shutdown-sequence.js';
import { Actions } from '../actions/actions.js';
import { ActionJobs } from './action-jobs.js';

const EVERY_MS = 5000;
/** A younger action is about to get its job by the usual way. */
const YOUNGEST_MS = 3000;
const AT_ONCE = 1000;

/** Adds the jobs of unfinished actions again, so that losing the queue's store loses no action. */
@Injectable()
export class LostJobs implements OnApplicationBootstrap {
  private readonly logger = new Logger(LostJobs.name);
  private running: Promise<void> | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly actions: Actions,
    private readonly jobs: ActionJobs,
    private readonly clock: Clock,
    private readonly shutdown: ShutdownSequence,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.roles.has('worker')) return;
    const sweep = (): void => {
      this.running ??= this.sweep().finally(() => (this.running = undefined));
    };
    const timer = setInterval(sweep, EVERY_MS);
    this.shutdown.on('work', 'the sweep for lost jobs', async () => {
      clearInterval(timer);
      await this.running;
    });
    sweep();
  }

  private async sweep(): Promise<void> {
    try {
      const before = new Date(this.clock.now().getTime() - YOUNGEST_MS);
      for (const { tenant, id, correlation_id, queued_event_id } of await this.actions.unfinished(before, AT_ONCE)) {
        await this.jobs.add({ tenant, actionId: id, correlationId: correlation_id, causationId: queued_event_id });
      }
    } catch (error) {
      this.logger.warn(`Jobs of actions could not be added again, which is tried again: ${String(error)}`);
    }
  }
}

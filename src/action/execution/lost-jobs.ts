import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Rounds } from '../../platform/lifecycle/rounds.js';
import { Actions } from '../actions/actions.js';
import { ActionJobs } from './action-jobs.js';

const EVERY_MS = 5000;
/** A younger action is about to get its job by the usual way. */
const YOUNGEST_MS = 3000;
const AT_ONCE = 1000;

/** Adds the jobs of unfinished actions again, so that losing the queue's store loses no action. */
@Injectable()
export class LostJobs implements OnApplicationBootstrap {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly actions: Actions,
    private readonly jobs: ActionJobs,
    private readonly clock: Clock,
    private readonly rounds: Rounds,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.roles.has('worker')) return;
    this.rounds.every({ everyMs: EVERY_MS, firstAfterMs: 0 }, 'the search for lost jobs', () => this.sweep());
  }

  private async sweep(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - YOUNGEST_MS);
    for (const { tenant, id, correlation_id, queued_event_id } of await this.actions.unfinished(before, AT_ONCE)) {
      await this.jobs.add({ tenant, actionId: id, correlationId: correlation_id, causationId: queued_event_id });
    }
  }
}

import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database } from '../../platform/database/database.js';
import { EventLog } from '../../platform/event-log/event-log.js';
import { Rounds } from '../../platform/lifecycle/rounds.js';
import { ProposalExpired } from '../messages/proposal-expired.event.js';

const EVERY_MS = 1000;
const AT_ONCE = 500;

interface Expired {
  readonly tenant: string;
  readonly id: string;
  readonly twin_id: string;
  readonly correlation_id: string;
}

/** Expires the proposals that nobody decided on in time, in every process with the role `worker`. */
@Injectable()
export class ProposalExpiry implements OnApplicationBootstrap {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly clock: Clock,
    private readonly rounds: Rounds,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.roles.has('worker')) return;
    this.rounds.every({ everyMs: EVERY_MS }, 'the expiry of proposals', () => this.expireDue());
  }

  /** Rows that someone decides on at this moment are skipped: whoever has them checks the time. */
  private async expireDue(): Promise<void> {
    await this.database.transaction(async () => {
      const expired = await this.database.query<Expired>(
        `WITH due AS (
           SELECT tenant, id FROM proposal WHERE status = 'pending' AND expires_at <= $1
           ORDER BY tenant, id LIMIT $2 FOR UPDATE SKIP LOCKED
         )
         UPDATE proposal SET status = 'expired', settled_at = $1, revision = revision + 1
         FROM due WHERE proposal.tenant = due.tenant AND proposal.id = due.id
         RETURNING proposal.tenant, proposal.id, twin_id, correlation_id`,
        [this.clock.now(), AT_ONCE],
      );
      for (const { tenant, id, twin_id, correlation_id } of expired) {
        const operation = { tenant, actor: 'policy', correlationId: correlation_id, causationId: null };
        this.log.append(operation, new ProposalExpired(twin_id, { proposal_id: id }));
      }
    });
  }
}

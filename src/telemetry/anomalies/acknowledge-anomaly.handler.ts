import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { notFound } from '../../platform/http/problems/problem.error.js';
import { AcknowledgeAnomaly } from './acknowledge-anomaly.command.js';

@CommandHandler(AcknowledgeAnomaly)
export class AcknowledgeAnomalyHandler implements ICommandHandler<AcknowledgeAnomaly> {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async execute({ operation: { tenant, actor }, anomalyId }: AcknowledgeAnomaly): Promise<void> {
    const known = await this.database.execute(
      `UPDATE anomaly SET
         acknowledged_by = CASE WHEN acknowledged_at IS NULL THEN $3 ELSE acknowledged_by END,
         acknowledged_at = coalesce(acknowledged_at, $4)
       WHERE tenant = $1 AND id = $2`,
      [tenant, anomalyId, actor, this.clock.now()],
    );
    if (known === 0) throw notFound('anomaly', anomalyId);
  }
}

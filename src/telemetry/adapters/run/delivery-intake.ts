import { Injectable } from '@nestjs/common';
import { newId } from '../../../platform/clock/ids.js';
import { TwinScope } from '../../../platform/http/access/twin-scope.js';
import { isDataFault } from '../../ingest/data-fault.js';
import type { ReadingRejection } from '../../ingest/reading-rejection.js';
import { TelemetryIntake } from '../../ingest/telemetry-intake.js';
import type { StoredAdapter } from '../documents/adapters.js';
import type { Delivery } from './adapter.js';
import { AssetConnections } from './asset-connections.js';

/** What became of a delivery. */
export interface Outcome {
  readonly accepted: number;
  readonly rejected: number;
  /** Why one of its readings was rejected. */
  readonly rejection: string | undefined;
}

/** Stores what adapters deliver. */
@Injectable()
export class DeliveryIntake {
  constructor(
    private readonly intake: TelemetryIntake,
    private readonly connections: AssetConnections,
  ) {}

  /**
   * Resolves once everything that can be stored is stored.
   * @throws Error when it cannot be stored now; what can never be stored is rejected, since it would come again
   */
  async store({ tenant, name, document }: StoredAdapter, delivery: Delivery): Promise<Outcome> {
    const actor = `adapter:${name}`;
    const operation = { tenant, actor, correlationId: newId('req'), causationId: null };
    if (delivery.connection) await this.connections.note(operation, name, delivery.connection);
    const own = { accepted: 0, rejected: delivery.rejection === undefined ? 0 : 1, rejection: delivery.rejection };
    if (delivery.items.length === 0) return own;
    const scope = TwinScope.of({ subject: actor, tenant, roles: [], twins: undefined });
    try {
      const { accepted, rejected } = await this.intake.take(delivery.items, operation, scope, document.source);
      return { accepted: accepted.length, rejected: rejected.length, rejection: reasonOf(rejected) ?? own.rejection };
    } catch (error) {
      if (!isDataFault(error)) throw error;
      return { accepted: 0, rejected: delivery.items.length, rejection: (error as Error).message };
    }
  }
}

function reasonOf(rejected: readonly ReadingRejection[]): string | undefined {
  const last = rejected.at(-1);
  return last?.errors.map(({ pointer, message }) => `${pointer} ${message}`.trim()).join('; ');
}

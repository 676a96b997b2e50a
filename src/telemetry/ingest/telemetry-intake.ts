import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { TwinScope } from '../../platform/http/access/twin-scope.js';
import { LogTailer } from '../../platform/event-log/log-tailer.js';
import type { Operation } from '../../platform/event-log/operation.js';
import { notFound } from '../../platform/http/problems/problem.error.js';
import { SourceNormaliser } from '../sources/source-normaliser.js';
import type { Refusal } from '../store/submission.js';
import { TelemetryStore } from '../store/telemetry-store.js';
import { normalise, type Normalised } from './normaliser.js';
import { rejection, type ReadingRejection } from './reading-rejection.js';
import type { Reading } from './reading.js';

/** Most readings of one request or message. */
export const READINGS_LIMIT = 10_000;

const REFUSALS: Readonly<Record<Refusal, { readonly pointer: string; readonly message: string }>> = {
  'unknown-asset': { pointer: '/asset_id', message: 'There is no such asset' },
  'quota-exceeded': { pointer: '', message: 'The tenant has as many twins, assets or series as it may have' },
};

export interface Intake {
  readonly accepted: readonly Reading[];
  /** By their place in the request. */
  readonly rejected: readonly ReadingRejection[];
  /** Position in the log that tells of what was stored; undefined when there was nothing valid to store. */
  readonly position: number | undefined;
}

/** Takes readings from any door: validates, normalises, and stores what is valid. */
@Injectable()
export class TelemetryIntake {
  constructor(
    private readonly store: TelemetryStore,
    private readonly clock: Clock,
    private readonly tailer: LogTailer,
    private readonly sources: SourceNormaliser,
  ) {}

  /**
   * Resolves once everything valid is durably stored.
   * @param source name of the source whose document says how the items become readings; absent: they are readings
   * @throws ProblemError 503 when the store is full, 404 for an unknown source, or tenant, which a token can still name
   */
  async take(items: readonly unknown[], operation: Operation, scope: TwinScope, source?: string): Promise<Intake> {
    const now = this.clock.now().getTime();
    const { readings, rejected, parts }: Normalised =
      source === undefined
        ? normalise(items, scope, now)
        : await this.sources.normalise(items, { tenant: operation.tenant, name: source }, scope, now);
    if (readings.length === 0) return { accepted: [], rejected, position: undefined };
    if (!(await this.tailer.knows(operation.tenant))) throw notFound('tenant', operation.tenant);
    const { position, refused } = await this.store.submit({ operation, readings: parts ?? readings });
    if (refused.size === 0) return { accepted: readings, rejected, position };
    const refusals = [...refused].map(([index, code]) => rejection(index, [{ ...REFUSALS[code], code }]));
    return {
      accepted: readings.filter((reading) => !refused.has(reading.index)),
      rejected: [...rejected, ...refusals].sort((a, b) => a.index - b.index),
      position,
    };
  }
}

import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { UnfinishedActions } from '../../action/messages/unfinished-actions.query.js';
import { cursorAt } from '../../platform/event-log/cursor.js';
import { EventLog } from '../../platform/event-log/event-log.js';
import { DecidingPolicies } from '../../policy/messages/deciding-policies.query.js';
import { PendingProposals } from '../../policy/messages/pending-proposals.query.js';
import { UnfinishedSimulations } from '../../simulation/messages/unfinished-simulations.query.js';
import { OpenAnomalies } from '../../telemetry/messages/open-anomalies.query.js';
import { TwinsSnapshot } from '../../twin/messages/twins-snapshot.query.js';
import { listPieces, twinPieces } from './json-pieces.js';

/** Whose state is asked for. */
export interface StateChoice {
  readonly tenant: string;
  /** LIKE patterns of the twins that the caller may see; null = all. */
  readonly patterns: readonly string[] | null;
  /** Only this twin; null = all. */
  readonly twinId: string | null;
}

/** Puts together what the modules say of the present. Needs a database snapshot in progress, to be one view. */
@Injectable()
export class StateReader {
  constructor(
    private readonly log: EventLog,
    private readonly queries: QueryBus,
  ) {}

  /**
   * The JSON text of `snapshot.v1`, piece by piece.
   * @throws ProblemError 404 for an unknown tenant, before the first piece
   */
  async *pieces({ tenant, patterns, twinId }: StateChoice): AsyncGenerator<string, void> {
    // The log's head is written last by whatever changes the state, so both are of one moment in one snapshot.
    const { position, hash } = await this.log.head(tenant);
    yield `{"cursor":"${cursorAt(position)}","hash":"${hash}","twin_id":${JSON.stringify(twinId)},"twins":`;
    yield* twinPieces(await this.queries.execute(new TwinsSnapshot(tenant, patterns, twinId)));
    yield ',"anomalies":';
    yield* listPieces(await this.queries.execute(new OpenAnomalies(tenant, patterns, twinId)));
    yield ',"simulations":';
    yield* listPieces(await this.queries.execute(new UnfinishedSimulations(tenant, patterns, twinId)));
    yield ',"proposals":';
    yield* listPieces(await this.queries.execute(new PendingProposals(tenant, patterns, twinId)));
    yield ',"actions":';
    yield* listPieces(await this.queries.execute(new UnfinishedActions(tenant, patterns, twinId)));
    if (twinId === null) {
      // Policies concern the tenant; who follows one twin gets no events of them either.
      yield ',"policies":';
      yield* listPieces(await this.queries.execute(new DecidingPolicies(tenant)));
    }
    yield '}';
  }
}

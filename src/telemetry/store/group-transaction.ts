import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { newId } from '../../platform/clock/ids.js';
import { Database } from '../../platform/database/database.js';
import { EventLog } from '../../platform/event-log/event-log.js';
import type { Operation } from '../../platform/event-log/operation.js';
import { ReportStates } from '../../twin/messages/report-states.command.js';
import { AnomalyRecorder } from '../detect/anomaly-recorder.js';
import { Detection, type DetectedSeries } from '../detect/detection.js';
import { TelemetryAppended } from '../messages/telemetry-appended.event.js';
import { RollupMarks } from '../rollup/rollup-marks.js';
import { groupBy } from './group-by.js';
import { GroupOrder, type GroupTurn } from './group-order.js';
import { groupOperation } from './group-operation.js';
import { KnownAssetFilter } from './known-asset-filter.js';
import { SeriesQuota } from './quota/series-quota.js';
import { refusedReadings } from './refused-readings.js';
import { reportedStates } from './reported-states.js';
import { SampleTable } from './sample-table.js';
import { seriesBatches, type SeriesBatch } from './series-batch.js';
import { SeriesDictionary } from './series-dictionary.js';
import { seriesStretches } from './series-stretches.js';
import type { StoredSeries } from './stored-series.js';
import type { Refusal, Stored, Submission } from './submission.js';
import { telemetryBatch } from './telemetry-batch.js';

/**
 * Stores a group of submissions in one transaction: samples, detector states, anomalies, twins and events, all or none.
 * Locks are taken in one order in every process: series, the rollups' gate, samples, detector states, twins, the log.
 */
@Injectable()
export class GroupTransaction {
  private readonly order = new GroupOrder();

  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly commands: CommandBus,
    private readonly knownAssets: KnownAssetFilter,
    private readonly dictionary: SeriesDictionary,
    private readonly quota: SeriesQuota,
    private readonly samples: SampleTable,
    private readonly marks: RollupMarks,
    private readonly detection: Detection,
    private readonly anomalies: AnomalyRecorder,
  ) {}

  /** Several groups may be written at a time: while one is judged and told of, the next one's samples are stored. */
  write(group: readonly Submission[]): Promise<Stored[]> {
    const batches = seriesBatches(group);
    const claim = { stretches: seriesStretches(batches), makesSeries: !this.dictionary.knows(batches) };
    return this.order.run(claim, (turn) => this.database.transaction(() => this.writeInTurn(group, batches, turn)));
  }

  private async writeInTurn(
    group: readonly Submission[],
    all: readonly SeriesBatch[],
    turn: GroupTurn,
  ): Promise<Stored[]> {
    const isKnown = await this.knownAssets.of(group);
    const known = all.filter(({ tenant, twinId, assetId }) => isKnown(tenant, twinId, assetId));
    await turn.toStore();
    const over = await this.quota.over(known);
    const refused = group.map((submission) => refusedReadings(submission, isKnown, over));
    const batches = over.size === 0 ? known : seriesBatches(group.map((one, i) => without(one, refused[i])));
    const stored = batches.length > 0 ? await this.addSamples(batches) : [];
    await turn.toJudge();
    const detected = stored.length > 0 ? await this.detection.run(stored) : [];
    const byTenant = groupBy(detected, ({ series }) => series.tenant);
    for (const tenant of [...byTenant.keys()].sort()) await this.tell(tenant, byTenant.get(tenant) ?? []);
    return this.answers(group, refused);
  }

  /** @returns the series with their samples that were new, by series id */
  private async addSamples(batches: readonly SeriesBatch[]): Promise<readonly StoredSeries[]> {
    const ids = await this.dictionary.idsOf(batches);
    const series = batches.map((batch, i) => ({ ...batch, seriesId: ids[i] ?? 0 }));
    series.sort((a, b) => a.seriesId - b.seriesId);
    const { fresh, closing } = await this.samples.add(series);
    await this.marks.mark(fresh, closing);
    return fresh;
  }

  private async tell(tenant: string, detected: readonly DetectedSeries[]): Promise<void> {
    const states = reportedStates(detected);
    if (states.length > 0) {
      const operation = groupOperation(tenant, senders(detected), newId('tel'));
      await this.commands.execute(new ReportStates(operation, states));
    }
    for (const [twinId, ofTwin] of groupBy(detected, ({ series }) => series.twinId))
      await this.tellTwin(twinId, ofTwin);
  }

  private async tellTwin(twinId: string, detected: readonly DetectedSeries[]): Promise<void> {
    const [first] = detected;
    if (!first) return;
    const batchId = newId('tel');
    const operation = groupOperation(first.series.tenant, senders(detected), batchId);
    const stored = detected.map(({ series }) => series);
    this.log.append(operation, new TelemetryAppended(twinId, telemetryBatch(batchId, stored)));
    for (const { series, transitions } of detected) {
      for (const transition of transitions) {
        this.log.append(operation, await this.anomalies.record(series, transition));
      }
    }
  }

  /** Writes the events of each tenant to learn its position, in one order for all processes; nothing comes after it. */
  private async answers(
    group: readonly Submission[],
    refused: readonly ReadonlyMap<number, Refusal>[],
  ): Promise<Stored[]> {
    const positions = new Map<string, number>();
    for (const tenant of [...new Set(group.map(({ operation }) => operation.tenant))].sort()) {
      positions.set(tenant, await this.log.flush(tenant));
    }
    return group.map(({ operation: { tenant } }, i) => ({
      position: positions.get(tenant) ?? 0,
      refused: refused[i] ?? new Map<number, Refusal>(),
    }));
  }
}

/** The submission with the readings that are to be stored. */
function without(submission: Submission, refused: ReadonlyMap<number, Refusal> | undefined): Submission {
  return { ...submission, readings: submission.readings.filter(({ index }) => refused?.has(index) !== true) };
}

function senders(detected: readonly DetectedSeries[]): Set<Operation> {
  const all = new Set<Operation>();
  for (const { series } of detected) for (const sender of series.samples.sender) all.add(sender);
  return all;
}

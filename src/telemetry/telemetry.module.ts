import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ConsumerLocks } from '../platform/event-log/consumers/consumer-locks.js';
import { AdapterController } from './adapters/documents/adapter.controller.js';
import { AdapterViews } from './adapters/documents/adapter-views.js';
import { Adapters } from './adapters/documents/adapters.js';
import { AddAdapterHandler } from './adapters/documents/add-adapter.handler.js';
import { PostedAdapters } from './adapters/documents/posted-adapters.js';
import { RemoveAdapterHandler } from './adapters/documents/remove-adapter.handler.js';
import { ReplaceAdapterHandler } from './adapters/documents/replace-adapter.handler.js';
import { FilePositions } from './adapters/file/file-positions.js';
import { AdapterFactory } from './adapters/run/adapter-factory.js';
import { AdapterSupervisor } from './adapters/run/adapter-supervisor.js';
import { AssetConnections } from './adapters/run/asset-connections.js';
import { DeliveryIntake } from './adapters/run/delivery-intake.js';
import { RunReports } from './adapters/run/run-reports.js';
import { AdapterTrialController } from './adapters/trial/adapter-trial.controller.js';
import { AdapterTrials } from './adapters/trial/adapter-trials.js';
import { AcknowledgeAnomalyHandler } from './anomalies/acknowledge-anomaly.handler.js';
import { AnomalyReader } from './anomalies/anomaly-reader.js';
import { AnomalyController } from './anomalies/anomaly.controller.js';
import { GetAnomalyHandler } from './anomalies/get-anomaly.handler.js';
import { OpenAnomaliesHandler } from './anomalies/open-anomalies.handler.js';
import { AnomalyRecorder } from './detect/anomaly-recorder.js';
import { Detection } from './detect/detection.js';
import { DetectorStates } from './detect/detector-states.js';
import { InfluxWriteController } from './ingest/formats/influx/influx-write.controller.js';
import { NdjsonIntake } from './ingest/formats/ndjson/ndjson-intake.js';
import { OtlpMetricsController } from './ingest/formats/otlp/otlp-metrics.controller.js';
import { IngestBodyParsers } from './ingest/ingest-body-parsers.js';
import { IngestController } from './ingest/ingest.controller.js';
import { MqttIntake } from './ingest/mqtt-intake.js';
import { TelemetryIntake } from './ingest/telemetry-intake.js';
import { AggregateController } from './query/aggregate/aggregate.controller.js';
import { AggregateReader } from './query/aggregate/aggregate-reader.js';
import { Aggregates } from './query/aggregate/aggregates.js';
import { SampleExports } from './query/export/sample-exports.js';
import { SamplePlots } from './query/plot/sample-plots.js';
import { ReadSamplesHandler } from './query/read-samples.handler.js';
import { SampleReader } from './query/sample-reader.js';
import { SeriesFinder } from './query/series-finder.js';
import { TelemetryQueryController } from './query/telemetry-query.controller.js';
import { VisibleAssets } from './query/visible-assets.js';
import { ExpiredSamples } from './retention/expired-samples.js';
import { SampleRetention } from './retention/sample-retention.js';
import { RollupMaker } from './rollup/rollup-maker.js';
import { RollupMarks } from './rollup/rollup-marks.js';
import { RollupStates } from './rollup/rollup-states.js';
import { RollupTable } from './rollup/rollup-table.js';
import { RollupWorker } from './rollup/rollup-worker.js';
import { DryRunController } from './sources/dry-run/dry-run.controller.js';
import { GetSourceHandler } from './sources/get-source.handler.js';
import { PublishSourceHandler } from './sources/publish-source.handler.js';
import { PublishedSources } from './sources/published-sources.js';
import { SourceNormaliser } from './sources/source-normaliser.js';
import { SourceStore } from './sources/source-store.js';
import { SourceController } from './sources/source.controller.js';
import { GroupTransaction } from './store/group-transaction.js';
import { KnownAssetFilter } from './store/known-asset-filter.js';
import { SeriesQuota } from './store/quota/series-quota.js';
import { MonthsAhead } from './store/months-ahead.js';
import { SamplePartitions } from './store/sample-partitions.js';
import { SampleTable } from './store/sample-table.js';
import { SeriesDictionary } from './store/series-dictionary.js';
import { TelemetryStore } from './store/telemetry-store.js';

const ADAPTERS = [
  ConsumerLocks,
  Adapters,
  AdapterViews,
  PostedAdapters,
  AddAdapterHandler,
  ReplaceAdapterHandler,
  RemoveAdapterHandler,
  AdapterTrials,
  AdapterFactory,
  AdapterSupervisor,
  AssetConnections,
  DeliveryIntake,
  FilePositions,
  RunReports,
];

@Module({
  imports: [CqrsModule],
  controllers: [
    IngestController,
    InfluxWriteController,
    OtlpMetricsController,
    SourceController,
    DryRunController,
    TelemetryQueryController,
    AggregateController,
    AnomalyController,
    AdapterController,
    AdapterTrialController,
  ],
  providers: [
    ...ADAPTERS,
    IngestBodyParsers,
    NdjsonIntake,
    TelemetryIntake,
    MqttIntake,
    SourceStore,
    PublishedSources,
    SourceNormaliser,
    PublishSourceHandler,
    GetSourceHandler,
    TelemetryStore,
    GroupTransaction,
    KnownAssetFilter,
    SeriesQuota,
    SeriesDictionary,
    SampleTable,
    SamplePartitions,
    MonthsAhead,
    RollupMarks,
    RollupMaker,
    RollupStates,
    RollupTable,
    RollupWorker,
    ExpiredSamples,
    SampleRetention,
    Detection,
    DetectorStates,
    AnomalyRecorder,
    SampleReader,
    SeriesFinder,
    SamplePlots,
    SampleExports,
    AggregateReader,
    Aggregates,
    VisibleAssets,
    ReadSamplesHandler,
    AnomalyReader,
    GetAnomalyHandler,
    OpenAnomaliesHandler,
    AcknowledgeAnomalyHandler,
  ],
})
export class TelemetryModule {}

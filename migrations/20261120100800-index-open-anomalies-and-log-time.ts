import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets a snapshot find the open anomalies among all that ever were, and the log be searched by time. */
export class IndexOpenAnomaliesAndLogTime implements MigrationInterface {
  readonly name = 'IndexOpenAnomaliesAndLogTime1795169280000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX anomaly_open ON anomaly (tenant, id) WHERE cleared_at IS NULL');
    // The log is written in the order of time, so a summary per range of pages is enough, and costs an append nothing.
    await runner.query('CREATE INDEX event_log_time ON event_log USING brin (appended_at) WITH (autosummarize = on)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX event_log_time, anomaly_open');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An index of samples by time, for rollups of all series in a minute. It holds the times of each megabyte of the table
 * only (BRIN), so that it costs next to nothing to write, and is right wherever samples of a minute lie.
 */
export class IndexSamplesByTime implements MigrationInterface {
  readonly name = 'IndexSamplesByTime1795169760000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX sample_ts ON sample USING brin (ts) WITH (autosummarize = on)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX sample_ts');
  }
}

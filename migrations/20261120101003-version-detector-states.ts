import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each writing of a detector's state is counted, so that a process knows whether what it remembers still holds. */
export class VersionDetectorStates implements MigrationInterface {
  readonly name = 'VersionDetectorStates1795169403000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE detector_state ADD COLUMN version bigint NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE detector_state DROP COLUMN version');
  }
}

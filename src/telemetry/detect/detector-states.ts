import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { KnownStates, type VersionedState } from './known-states.js';
import { StaleStateError } from './stale-state.error.js';

export interface SeriesKey {
  readonly tenant: string;
  readonly seriesId: number;
}

export interface SeriesState extends SeriesKey, VersionedState {}

/**
 * What the detectors remember, kept in the database, so that a restart or another process goes on where they were. A
 * process also remembers what it wrote itself, and needs not read it again: the version tells when another has written.
 */
@Injectable()
export class DetectorStates {
  private readonly known = new KnownStates();

  constructor(private readonly database: Database) {}

  /** The states by series. Those that have to be read are locked until the transaction ends, in the order of their ids. */
  async of(series: readonly SeriesKey[]): Promise<ReadonlyMap<number, VersionedState>> {
    const states = new Map<number, VersionedState>();
    const unknown: SeriesKey[] = [];
    for (const one of series) {
      const known = this.known.get(one.seriesId);
      if (known) states.set(one.seriesId, known);
      else unknown.push(one);
    }
    for (const { seriesId, state, version } of await this.read(unknown)) states.set(seriesId, { state, version });
    return states;
  }

  /**
   * Writes states that were made of those with their versions.
   * @throws StaleStateError when another process has written one meanwhile; the transaction is to be tried again
   */
  async save(states: readonly SeriesState[]): Promise<void> {
    if (states.length === 0) return;
    const saved = await this.database.execute(
      `UPDATE detector_state kept SET state = changed.state, version = changed.version + 1
       FROM unnest($1::text[], $2::bigint[], $3::jsonb[], $4::bigint[]) AS changed (tenant, series_id, state, version)
       WHERE kept.tenant = changed.tenant AND kept.series_id = changed.series_id AND kept.version = changed.version`,
      [
        states.map((one) => one.tenant),
        states.map((one) => one.seriesId),
        states.map((one) => JSON.stringify(one.state)),
        states.map((one) => one.version),
      ],
    );
    if (saved < states.length) {
      this.known.doubt(states.map(({ seriesId }) => seriesId));
      throw new StaleStateError();
    }
    this.database.afterCommit(() => {
      for (const { seriesId, state, version } of states) this.known.set(seriesId, { state, version: version + 1 });
    });
  }

  private async read(series: readonly SeriesKey[]): Promise<SeriesState[]> {
    if (series.length === 0) return [];
    return this.database.query<SeriesState>(
      `SELECT kept.series_id AS "seriesId", kept.state, kept.version
       FROM detector_state kept
       JOIN unnest($1::text[], $2::bigint[]) AS wanted (tenant, series_id) USING (tenant, series_id)
       ORDER BY kept.series_id FOR UPDATE OF kept`,
      [series.map((one) => one.tenant), series.map((one) => one.seriesId)],
    );
  }
}

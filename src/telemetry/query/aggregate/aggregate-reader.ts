import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { cover, type Piece, type Stretch } from '../../rollup/domain/cover.js';
import { LEVELS } from '../../rollup/domain/rollup-level.js';
import { RollupStates } from '../../rollup/rollup-states.js';
import { tooCostly } from '../too-costly.js';
import type { AggregateBucket } from './aggregate-bucket.js';
import { quantileOf, type AggregateFunction, type MomentFunction } from './aggregate-function.js';
import { momentStatement, SAMPLES_LEVEL, sketchStatement } from './aggregate-statement.js';
import { levelsWithin, type AggregateWindow } from './aggregate-window.js';
import { quantileBuckets, type SketchRow } from './quantile-buckets.js';

/** Rows of samples, and of each rollup, that one query may read. */
const READS_LIMIT = 2_000_000;
/** Sketches are added here rather than in the database. */
const SKETCH_READS_LIMIT = 300_000;
const REMEDY = 'the range from start to end must be shorter, the assets or metrics fewer, or window a multiple of 1m';

type SeriesPiece = Piece & { readonly seriesId: number };

/** Aggregates of series, from the coarsest rollups that give them exactly. */
@Injectable()
export class AggregateReader {
  constructor(
    private readonly database: Database,
    private readonly states: RollupStates,
  ) {}

  /**
   * The buckets that have samples, by series and time. Needs a snapshot: rollups and what they lack must be of one moment.
   * @throws ProblemError 422 when it would read too much
   */
  async read(
    seriesIds: readonly number[],
    stretch: Stretch,
    window: AggregateWindow,
    name: AggregateFunction,
  ): Promise<AggregateBucket[]> {
    await this.database.execute('SET LOCAL jit = off');
    const states = await this.states.of(seriesIds, stretch);
    const levels = levelsWithin(window);
    const pieces = seriesIds.flatMap((seriesId) =>
      cover(stretch, levels, states(seriesId)).map((piece) => ({ ...piece, seriesId })),
    );
    if (pieces.length === 0) return [];
    const quantile = quantileOf(name);
    const used = new Set(pieces.map(levelNumber));
    if (quantile !== undefined) {
      const limit = used.size === 1 && used.has(SAMPLES_LEVEL) ? READS_LIMIT : SKETCH_READS_LIMIT;
      return quantileBuckets(await this.run<SketchRow>(sketchStatement(used), pieces, window, limit), quantile);
    }
    return this.run(momentStatement(name as MomentFunction, used), pieces, window, READS_LIMIT);
  }

  private async run<Row extends AggregateBucket | SketchRow>(
    statement: string,
    pieces: readonly SeriesPiece[],
    { sizeMs, originMs }: AggregateWindow,
    limit: number,
  ): Promise<Row[]> {
    const rows = await this.database.query<Row & { readonly reads: number }>(statement, [
      pieces.map(({ seriesId }) => seriesId),
      pieces.map(levelNumber),
      pieces.map(({ from }) => from),
      pieces.map(({ until }) => until),
      pieces.reduce((least, { from }) => Math.min(least, from), Infinity),
      pieces.reduce((most, { until }) => Math.max(most, until), 0),
      sizeMs,
      originMs,
      limit + 1,
    ]);
    if (rows.reduce((sum, row) => sum + row.reads, 0) <= limit) return rows;
    throw tooCostly('start', `${limit} samples or rollups to read`, REMEDY);
  }
}

function levelNumber({ level }: Piece): number {
  return level ? LEVELS.indexOf(level) + 1 : SAMPLES_LEVEL;
}

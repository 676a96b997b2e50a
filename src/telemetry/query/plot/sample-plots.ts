import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { SampleReader, type SampleOrder, type SampleRow } from '../sample-reader.js';
import type { SampleTimes } from '../sample-times.js';
import type { FoundSeries } from '../series-finder.js';
import { tooCostly } from '../too-costly.js';
import { largestTriangles } from './lttb.js';

/** Samples that one answer is thinned out from. */
const READS_LIMIT = 1_000_000;
/** Points of all series of an answer. */
const POINTS_LIMIT = 100_000;

/** Samples thinned out for plots. */
@Injectable()
export class SamplePlots {
  constructor(
    private readonly database: Database,
    private readonly reader: SampleReader,
  ) {}

  /**
   * At most `maxPoints` samples of each series, by time, then by series.
   * @throws ProblemError 422 when there are too many series for that, or too many samples to read
   */
  async of(
    series: readonly FoundSeries[],
    times: SampleTimes,
    order: SampleOrder,
    maxPoints: number,
  ): Promise<SampleRow[]> {
    if (series.length * maxPoints > POINTS_LIMIT) {
      throw tooCostly(
        'max_points',
        `${POINTS_LIMIT} points`,
        `must be less for ${series.length} series, or they fewer`,
      );
    }
    const kept = await this.database.snapshot(() => this.read(series, times, maxPoints));
    const sign = order === 'asc' ? 1 : -1;
    return kept.sort((a, b) => sign * (a.ts.getTime() - b.ts.getTime() || a.seriesId - b.seriesId));
  }

  /** Never more than one series is in memory as a whole. */
  private async read(series: readonly FoundSeries[], times: SampleTimes, maxPoints: number): Promise<SampleRow[]> {
    const kept: SampleRow[] = [];
    let current: SampleRow[] = [];
    let reads = 0;
    for await (const rows of this.reader.stream(series, times, 'asc')) {
      reads += rows.length;
      if (reads > READS_LIMIT) {
        throw tooCostly('start', `${READS_LIMIT} samples to read`, 'the range must be shorter, or the series fewer');
      }
      for (const row of rows) {
        if (current[0] && current[0].seriesId !== row.seriesId) {
          kept.push(...thinned(current, maxPoints));
          current = [];
        }
        current.push(row);
      }
    }
    return [...kept, ...thinned(current, maxPoints)];
  }
}

function thinned(rows: readonly SampleRow[], maxPoints: number): SampleRow[] {
  const points = rows.map(({ ts, value }) => ({ x: ts.getTime(), y: value }));
  const places = new Set(largestTriangles(points, maxPoints));
  return rows.filter((_, i) => places.has(i));
}

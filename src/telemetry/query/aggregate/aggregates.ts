import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { Database } from '../../../platform/database/database.js';
import { groupBy } from '../../store/group-by.js';
import { SeriesFinder } from '../series-finder.js';
import { timesOf } from '../sample-times.js';
import { tooCostly } from '../too-costly.js';
import { AggregateReader } from './aggregate-reader.js';
import { aggregateWindow, bucketOf, type AggregateWindow } from './aggregate-window.js';
import type { AggregateQuery, BucketDto, SeriesBucketsDto } from './aggregate.dto.js';
import { fillGaps, type Bucket } from './fill.js';

/** Buckets of all series that one answer may have. */
const BUCKETS_LIMIT = 100_000;
const DAY_MS = 86_400_000;
/** No sample is before or after: the instants that ingest takes are of 1970 to 2200. */
const LAST = Date.UTC(2201, 0, 1);

/** Answers aggregate queries. */
@Injectable()
export class Aggregates {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly finder: SeriesFinder,
    private readonly reader: AggregateReader,
  ) {}

  /** The series that were asked for, by asset and metric. @throws ProblemError 422 when the answer would be too large */
  of(tenant: string, query: AggregateQuery): Promise<SeriesBucketsDto[]> {
    const window = aggregateWindow(query.window);
    const range = this.rangeOf(query);
    const choice = { tenant, twinId: query.twin_id, assetIds: query.asset_id, metrics: query.metric };
    return this.database.snapshot(async () => {
      const series = await this.finder.find(choice);
      refuseTooMany(series.length, range, window);
      const ids = series.map(({ seriesId }) => seriesId);
      const buckets = await this.reader.read(ids, range, window, query.function);
      const bySeries = groupBy(buckets, ({ seriesId }) => seriesId);
      const empty = query.function === 'count' ? 0 : null;
      return series.map(({ seriesId, assetId, metric }) => ({
        asset_id: assetId,
        metric,
        buckets: fillGaps(bySeries.get(seriesId) ?? [], query.fill, empty, window, range).map(onTheWire),
      }));
    });
  }

  private rangeOf(query: AggregateQuery): { from: number; until: number } {
    const { start, end } = timesOf(query);
    const until = Math.min(end?.getTime() ?? this.clock.now().getTime() + 1, LAST);
    return { from: Math.max(0, start?.getTime() ?? until - DAY_MS), until };
  }
}

function refuseTooMany(
  series: number,
  { from, until }: { from: number; until: number },
  window: AggregateWindow,
): void {
  const buckets = Math.ceil((until - bucketOf(from, window)) / window.sizeMs) * series;
  if (buckets <= BUCKETS_LIMIT) return;
  const remedy = `must be longer, the range from start to end shorter, or the ${series} series fewer`;
  throw tooCostly('window', `${BUCKETS_LIMIT} buckets`, remedy);
}

function onTheWire({ at, value, count }: Bucket): BucketDto {
  return { ts: new Date(at).toISOString(), value, count };
}

import { DatedReading } from '../../dated-reading.js';
import { READINGS_LIMIT } from '../../telemetry-intake.js';
import { TimestampFault } from '../../timestamp.js';
import { Unreadable } from '../../unreadable.js';
import { epochMilliseconds } from '../epoch.js';
import { PRECISIONS, type InfluxWriteQuery } from './influx-write.dto.js';
import { LineFault, type LinePoint } from './line-point.js';
import { linesOf } from './line-protocol.js';

export interface InfluxReadings {
  readonly items: readonly (DatedReading | Unreadable)[];
  /** The number of the line of each item. */
  readonly lines: readonly number[];
}

type Query = Pick<InfluxWriteQuery, 'bucket' | 'precision'>;

/** The readings of a body in line protocol, up to one too many. A line that has nothing but texts brings none. */
export function influxReadings(body: string, query: Query): InfluxReadings {
  const items: (DatedReading | Unreadable)[] = [];
  const lines: number[] = [];
  for (const { number, content } of linesOf(body)) {
    if (!(content instanceof LineFault) && content.fields.length === 0) continue;
    items.push(
      content instanceof LineFault ? new Unreadable('line-protocol', content.message) : reading(content, query),
    );
    lines.push(number);
    if (items.length > READINGS_LIMIT) break;
  }
  return { items, lines };
}

/** The tags `twin_id` and `asset_id` say where it belongs, else the bucket is the twin and the measurement the asset. */
function reading({ measurement, tags, fields, timestamp }: LinePoint, query: Query): DatedReading | Unreadable {
  const at = timestamp === undefined ? undefined : epochMilliseconds(timestamp, PRECISIONS[query.precision]);
  if (timestamp !== undefined && at === undefined) {
    const { code, message } = TimestampFault.OUT_OF_RANGE;
    return new Unreadable(code, `the timestamp ${message}, in ${query.precision}`);
  }
  const twin = tags.get('twin_id') ?? query.bucket;
  const ids = { ...(twin === undefined ? {} : { twin_id: twin }), asset_id: tags.get('asset_id') ?? measurement };
  return new DatedReading({ ...ids, metrics: Object.fromEntries(fields) }, at);
}

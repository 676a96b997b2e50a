import { groupBy } from '../../../src/telemetry/store/group-by.js';
import { LogWriter } from '../log-writer.js';
import type { NumberedReading, SentReadings } from './sent-readings.js';

interface Row {
  readonly twin: string;
  readonly asset: string;
  readonly at: number;
  readonly value: number;
}

/** Every sample of a database at one moment. */
export class StoredSamples {
  private readonly bySeries: Map<string, Row[]>;

  private constructor(readonly rows: readonly Row[]) {
    this.bySeries = groupBy(rows, ({ twin, asset }) => `${twin}/${asset}`);
  }

  static async read(databaseUrl: string): Promise<StoredSamples> {
    const database = await LogWriter.connect(databaseUrl);
    const rows = await database.rows<Row>(
      `SELECT twin_id AS twin, asset_id AS asset, round(date_part('epoch', ts) * 1000)::float8 AS at, value
       FROM sample JOIN series ON series.id = series_id`,
    );
    await database.close();
    return new StoredSamples(rows);
  }

  /** Those of the readings that are not there with their value. */
  missing({ twin, asset }: SentReadings, readings: readonly NumberedReading[]): NumberedReading[] {
    const values = new Map(this.of(twin, asset).map(({ at, value }) => [at, value]));
    return readings.filter(({ at, value }) => values.get(at) !== value);
  }

  /** How many there are of a sender, whatever their times and values. */
  count({ twin, asset }: SentReadings): number {
    return this.of(twin, asset).length;
  }

  private of(twin: string, asset: string): readonly Row[] {
    return this.bySeries.get(`${twin}/${asset}`) ?? [];
  }
}

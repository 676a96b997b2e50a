import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { ReadSamples, type Sample } from '../messages/read-samples.query.js';
import { SampleReader } from './sample-reader.js';
import { SeriesFinder } from './series-finder.js';

@QueryHandler(ReadSamples)
export class ReadSamplesHandler implements IQueryHandler<ReadSamples> {
  constructor(
    private readonly finder: SeriesFinder,
    private readonly reader: SampleReader,
  ) {}

  async execute({ tenant, twinId, assetId, metric, range }: ReadSamples): Promise<Sample[]> {
    const series = await this.finder.find({ tenant, twinId, assetIds: [assetId], metrics: [metric] });
    const rows = await this.reader.page(series, { start: range.start, end: range.end }, 'desc', undefined, range.limit);
    return rows.reverse().map(({ ts, value, quality }) => ({ ts, value, quality }));
  }
}

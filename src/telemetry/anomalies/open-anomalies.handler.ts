import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { OpenAnomalies } from '../messages/open-anomalies.query.js';
import { AnomalyReader } from './anomaly-reader.js';

@QueryHandler(OpenAnomalies)
export class OpenAnomaliesHandler implements IQueryHandler<OpenAnomalies> {
  constructor(private readonly reader: AnomalyReader) {}

  execute({ tenant, patterns, twinId }: OpenAnomalies) {
    return Promise.resolve(this.reader.open(tenant, patterns, twinId));
  }
}

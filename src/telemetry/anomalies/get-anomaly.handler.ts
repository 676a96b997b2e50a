import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { GetAnomaly, type Anomaly } from '../messages/get-anomaly.query.js';
import { AnomalyReader } from './anomaly-reader.js';

@QueryHandler(GetAnomaly)
export class GetAnomalyHandler implements IQueryHandler<GetAnomaly> {
  constructor(private readonly reader: AnomalyReader) {}

  execute({ tenant, anomalyId }: GetAnomaly): Promise<Anomaly | undefined> {
    return this.reader.get(tenant, anomalyId);
  }
}

import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { GetTwin, type Twin } from '../messages/get-twin.query.js';
import { TwinReader } from './twin-reader.js';

@QueryHandler(GetTwin)
export class GetTwinHandler implements IQueryHandler<GetTwin> {
  constructor(private readonly reader: TwinReader) {}

  execute({ tenant, twinId }: GetTwin): Promise<Twin | undefined> {
    return this.reader.twin(tenant, twinId);
  }
}

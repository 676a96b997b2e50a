import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { TwinsSnapshot } from '../messages/twins-snapshot.query.js';
import { TwinReader } from './twin-reader.js';

@QueryHandler(TwinsSnapshot)
export class TwinsSnapshotHandler implements IQueryHandler<TwinsSnapshot> {
  constructor(private readonly reader: TwinReader) {}

  execute({ tenant, patterns, twinId }: TwinsSnapshot) {
    return Promise.resolve(this.reader.everything(tenant, patterns, twinId));
  }
}

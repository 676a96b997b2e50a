import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { GetSource, type Source } from '../messages/get-source.query.js';
import { sourceOnTheWire } from './source-on-the-wire.js';
import { SourceStore } from './source-store.js';

@QueryHandler(GetSource)
export class GetSourceHandler implements IQueryHandler<GetSource> {
  constructor(private readonly store: SourceStore) {}

  async execute({ tenant, name, version }: GetSource): Promise<Source | undefined> {
    const source = await this.store.find(tenant, name, version);
    return source && sourceOnTheWire(source);
  }
}

import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Database } from '../../platform/database/database.js';
import { TwinExists } from '../messages/twin-exists.query.js';

@QueryHandler(TwinExists)
export class TwinExistsHandler implements IQueryHandler<TwinExists> {
  constructor(private readonly database: Database) {}

  async execute({ tenant, twinId }: TwinExists): Promise<boolean> {
    const row = await this.database.first('SELECT FROM twin WHERE tenant = $1 AND id = $2', [tenant, twinId]);
    return row !== undefined;
  }
}

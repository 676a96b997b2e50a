import { Query } from '@nestjs/cqrs';

/** Whether the tenant has a twin of that id. */
export class TwinExists extends Query<boolean> {
  constructor(
    readonly tenant: string,
    readonly twinId: string,
  ) {
    super();
  }
}

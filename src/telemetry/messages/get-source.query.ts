import { Query } from '@nestjs/cqrs';

/** A version of a source as `GET /telemetry/sources/{name}` shows it. */
export interface Source {
  readonly name: string;
  readonly version: number;
  /** A source.v1 document. */
  readonly document: object;
  readonly created_by: string;
  readonly created_at: string;
}

/** The newest version, or the one asked for; undefined when the tenant has none. */
export class GetSource extends Query<Source | undefined> {
  constructor(
    readonly tenant: string,
    readonly name: string,
    readonly version?: number,
  ) {
    super();
  }
}

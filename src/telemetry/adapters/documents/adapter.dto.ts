import { ApiProperty } from '@nestjs/swagger';
import { ADAPTER_STATES, type AdapterState } from '../run/adapter-state.js';
import type { AdapterDocument } from './adapter-document.js';
import { ADAPTER_EXAMPLES } from './adapter-validator.js';
import type { AdapterStatus, AdapterView, ProcessView } from './adapter-view.js';

const TIME = { type: String, format: 'date-time', example: '2026-11-20T05:00:00.000Z' } as const;

/** What is posted; schemas/adapter.v1.json validates it. */
export const ADAPTER_BODY = {
  description: 'An adapter.v1 document',
  schema: { type: 'object', example: ADAPTER_EXAMPLES[0] },
};

export class AdapterProcessDto implements ProcessView {
  @ApiProperty({ example: 'gateway-1:4711', description: 'Host and process id' })
  process!: string;

  @ApiProperty({ enum: ADAPTER_STATES })
  status!: AdapterState;

  @ApiProperty(TIME)
  since!: string;

  @ApiProperty({ example: 600, description: 'Messages, or lines, since this process runs it' })
  messages!: number;

  @ApiProperty({ type: String, nullable: true, example: null })
  last_error!: string | null;
}

export class AdapterDto implements AdapterView {
  @ApiProperty({ example: 'plant-broker' })
  name!: string;

  @ApiProperty({ type: Object, description: 'An adapter.v1 document; secrets stand in it by name only' })
  document!: AdapterDocument;

  @ApiProperty({ example: 1, description: 'Counts the changes of the document' })
  revision!: number;

  @ApiProperty({ enum: ['disabled', ...ADAPTER_STATES], description: 'That of the process in which it fares worst' })
  status!: AdapterStatus;

  @ApiProperty(TIME)
  since!: string;

  @ApiProperty({ type: String, nullable: true, example: 'connect ECONNREFUSED 10.0.0.7:1883' })
  last_error!: string | null;

  @ApiProperty({ example: 1200, description: 'Messages, or lines of a file' })
  messages!: number;

  @ApiProperty({ example: 1198, description: 'Readings that are durably stored, repeated ones included' })
  accepted!: number;

  @ApiProperty({ example: 2, description: 'Readings that are not valid' })
  rejected!: number;

  @ApiProperty({ ...TIME, nullable: true })
  last_message_at!: string | null;

  @ApiProperty({ type: String, nullable: true, example: '/metrics/temperature must be number' })
  last_rejection!: string | null;

  @ApiProperty({ type: [AdapterProcessDto], description: 'Who runs it; none: no process with the role ingest does' })
  processes!: readonly AdapterProcessDto[];

  @ApiProperty(TIME)
  created_at!: string;

  @ApiProperty(TIME)
  updated_at!: string;
}

export class AdapterPageDto {
  @ApiProperty({ type: [AdapterDto] })
  items!: AdapterDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_page_token!: string | null;
}

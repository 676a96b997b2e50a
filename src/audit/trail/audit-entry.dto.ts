import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ENTRY_KINDS, type EntryKind } from './trail-choice.js';

export class AccessDto {
  @ApiProperty({ example: 'POST' })
  method!: string;

  @ApiProperty({ type: String, nullable: true, example: '/proposals/:id/approve', description: 'Pattern of the path' })
  route!: string | null;

  @ApiProperty({ example: '/proposals/prop_01M7VWR2FTWQ05MGSQR95P3ZXD/approve', description: 'Without its query' })
  path!: string;

  @ApiProperty({ example: 403 })
  status!: number;

  @ApiProperty({ type: String, nullable: true, example: 'forbidden', description: 'Code of the problem' })
  problem!: string | null;

  @ApiProperty({ example: '192.0.2.7', description: 'Address of the client; see `OPSTWIN_TRUST_PROXY`' })
  address!: string;

  @ApiProperty({ type: String, nullable: true, example: 'curl/8.5.0' })
  user_agent!: string | null;

  @ApiProperty({ example: 3.2, description: 'Milliseconds until it was answered' })
  duration_ms!: number;
}

export class AuditEntryDto {
  @ApiProperty({ enum: ENTRY_KINDS, description: 'An event of the log, or a request by HTTP' })
  kind!: EntryKind;

  @ApiProperty({ format: 'date-time', description: 'When the event entered the log, or the request was answered' })
  at!: string;

  @ApiProperty({ type: String, nullable: true, example: 'admin', description: 'Null without a valid credential' })
  actor!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'factory_line_3' })
  twin_id!: string | null;

  @ApiProperty({ description: 'The id of the request: the same for a request and for the events that follow from it' })
  correlation_id!: string;

  @ApiPropertyOptional({ type: Object, description: 'The event as `event.v1`, when it is one' })
  event?: object;

  @ApiPropertyOptional({ type: AccessDto, description: 'The request, when it is one' })
  access?: AccessDto;
}

export class AuditPageDto {
  @ApiProperty({ type: [AuditEntryDto] })
  items!: AuditEntryDto[];

  @ApiProperty({ type: String, nullable: true })
  next_page_token!: string | null;
}

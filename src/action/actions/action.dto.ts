import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { PageQuery } from '../../platform/http/paging/page.query.js';
import { IsIdentifier } from '../../platform/http/validation/identifier.js';
import { MayBeAbsent } from '../../platform/http/validation/may-be-absent.decorator.js';
import { ACTION_STATUSES, type Action, type ActionStatus } from '../messages/action.js';

const TIME = { type: String, format: 'date-time', example: '2026-11-20T05:00:00.000Z' } as const;

export class ActionQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ACTION_STATUSES })
  @MayBeAbsent()
  @IsIn(ACTION_STATUSES)
  status?: ActionStatus;

  @ApiPropertyOptional({ example: 'factory_line_3' })
  @MayBeAbsent()
  @IsIdentifier()
  twin_id?: string;

  @ApiPropertyOptional({ example: 'prop_01JD4ZK2V8Q6W9Y3N5B7C1D0EF' })
  @MayBeAbsent()
  @IsIdentifier()
  proposal_id?: string;
}

export class ActionDto implements Action {
  @ApiProperty({ example: 'act_01JD4ZK2V8Q6W9Y3N5B7C1D0EF' })
  action_id!: string;

  @ApiProperty({ example: 'factory_line_3' })
  twin_id!: string;

  @ApiProperty({ example: 'etch_tool_7', description: 'The asset that it is done to' })
  target!: string;

  @ApiProperty({ example: 'set_parameter' })
  type!: string;

  @ApiProperty({ type: Object, example: { setpoint: 85.2 } })
  params!: Readonly<Record<string, unknown>>;

  @ApiProperty({ example: false, description: 'Whether whoever asked for it declared an emergency' })
  emergency!: boolean;

  @ApiProperty({ enum: ACTION_STATUSES })
  status!: ActionStatus;

  @ApiProperty({ example: 1, description: 'How often it was begun' })
  attempts!: number;

  @ApiProperty({ type: String, nullable: true })
  proposal_id!: string | null;

  @ApiProperty({ example: 'executor' })
  requested_by!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Why it failed' })
  error!: string | null;

  @ApiProperty(TIME)
  created_at!: string;

  @ApiProperty({ ...TIME, nullable: true })
  started_at!: string | null;

  @ApiProperty({ ...TIME, nullable: true })
  finished_at!: string | null;
}

export class ActionPageDto {
  @ApiProperty({ type: [ActionDto] })
  items!: ActionDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_page_token!: string | null;
}

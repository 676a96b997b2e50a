import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, MaxLength, MinLength } from 'class-validator';
import { PageQuery } from '../../platform/http/paging/page.query.js';
import { IsIdentifier } from '../../platform/http/validation/identifier.js';
import { MayBeAbsent } from '../../platform/http/validation/may-be-absent.decorator.js';
import type { Simulation } from '../../simulation/messages/simulation.js';
import {
  PROPOSAL_STATUSES,
  type Evidence,
  type Proposal,
  type ProposalOutcome,
  type ProposalPayload,
  type ProposalStatus,
} from '../messages/proposal.js';
import type { ProposedAction } from '../messages/proposed-action.js';
import { IsStorable } from './storable.decorator.js';

const ACTION = { type: 'set_parameter', target: 'etch_tool_7', params: { setpoint: 85.2 } };
const DIGEST = '0f343b0931126a20f133d67c2b018a3b1f0a8f1d7e5a0b6f9a6f9e2f4e9d5c11';
const TIME = { type: String, format: 'date-time', example: '2026-11-20T05:00:00.000Z' } as const;
const TEXT_OR_NULL = { type: String, nullable: true } as const;

export class ProposalQuery extends PageQuery {
  @ApiPropertyOptional({ enum: PROPOSAL_STATUSES })
  @MayBeAbsent()
  @IsIn(PROPOSAL_STATUSES)
  status?: ProposalStatus;

  @ApiPropertyOptional({ example: 'factory_line_3' })
  @MayBeAbsent()
  @IsIdentifier()
  twin_id?: string;
}

export class ApproveDto {
  @ApiProperty({ example: DIGEST, description: 'The `digest` of the proposal that you have read' })
  @IsString()
  @MaxLength(128)
  digest!: string;

  @ApiPropertyOptional({ example: 'The chamber is idle; moving it is safe.' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(2000)
  @IsStorable()
  reason?: string;
}

export class RejectDto {
  @ApiProperty({ example: 'Maintenance is under way.' })
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  @IsStorable()
  reason!: string;
}

export class ProposalDto implements Proposal {
  @ApiProperty({ example: 'prop_01JD4ZK2V8Q6W9Y3N5B7C1D0EF' })
  proposal_id!: string;

  @ApiProperty({ example: 'factory_line_3' })
  twin_id!: string;

  @ApiProperty({ enum: PROPOSAL_STATUSES })
  status!: ProposalStatus;

  @ApiProperty({ example: 'The chamber runs 4 degrees hot; bring the setpoint back.' })
  summary!: string;

  @ApiProperty({ type: [Object], example: [{ type: 'anomaly', id: 'ano_01JD4ZK2V8Q6W9Y3N5B7C1D0EF' }] })
  evidence!: readonly Evidence[];

  @ApiProperty({ type: Object, example: ACTION })
  recommended_action!: ProposedAction;

  @ApiProperty({ type: Number, nullable: true, example: 0.8 })
  confidence!: number | null;

  @ApiProperty({
    type: Object,
    description: 'What an approval binds',
    example: {
      action: ACTION,
      target_state: { desired: { setpoint: 90 }, version: 3 },
      sim_id: null,
      policy_id: null,
      policy_version: null,
    },
  })
  payload!: ProposalPayload;

  @ApiProperty({ example: DIGEST, description: 'SHA-256 of the canonical JSON (RFC 8785) of `payload`' })
  digest!: string;

  @ApiProperty(TEXT_OR_NULL)
  decision_id!: string | null;

  @ApiProperty(TEXT_OR_NULL)
  sim_id!: string | null;

  @ApiProperty(TEXT_OR_NULL)
  anomaly_id!: string | null;

  @ApiProperty(TEXT_OR_NULL)
  policy_id!: string | null;

  @ApiProperty({ type: Number, nullable: true })
  policy_version!: number | null;

  @ApiProperty({ example: 'policy' })
  proposed_by!: string;

  @ApiProperty(TIME)
  created_at!: string;

  @ApiProperty(TIME)
  expires_at!: string;

  @ApiProperty({ ...TIME, nullable: true })
  settled_at!: string | null;

  @ApiProperty(TEXT_OR_NULL)
  settled_by!: string | null;

  @ApiProperty({ ...TEXT_OR_NULL, description: 'Why it was approved or rejected' })
  reason!: string | null;

  @ApiProperty({ type: Object, nullable: true, description: 'What became of the action' })
  outcome!: ProposalOutcome | null;

  @ApiProperty({ example: 1, description: 'Counts the changes of the proposal' })
  revision!: number;
}

export class ProposalDetailDto extends ProposalDto {
  @ApiProperty({
    type: Object,
    nullable: true,
    description: 'The run that compared the candidates, as GET /sim/{sim_id}',
  })
  simulation!: Simulation | null;
}

export class ProposalPageDto {
  @ApiProperty({ type: [ProposalDto] })
  items!: ProposalDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_page_token!: string | null;
}

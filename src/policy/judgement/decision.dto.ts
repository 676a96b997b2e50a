import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { PageQuery } from '../../platform/http/paging/page.query.js';
import { IsIdentifier } from '../../platform/http/validation/identifier.js';
import { MayBeAbsent } from '../../platform/http/validation/may-be-absent.decorator.js';
import {
  DECISION_OUTCOMES,
  type ConfidenceParts,
  type ConstraintResult,
  type Decision,
  type DecisionOutcome,
  type RuleMatch,
} from '../messages/decision.js';
import type { ProposedAction } from '../messages/proposed-action.js';

const PART = { score: 0.9, weight: 0.25, missing: false, explanation: '8 of 8 earlier set_parameter succeeded.' };

export class DecisionQuery extends PageQuery {
  @ApiPropertyOptional({ enum: DECISION_OUTCOMES })
  @MayBeAbsent()
  @IsIn(DECISION_OUTCOMES)
  outcome?: DecisionOutcome;

  @ApiPropertyOptional({ example: 'factory_line_3' })
  @MayBeAbsent()
  @IsIdentifier()
  twin_id?: string;
}

export class DecisionDto implements Decision {
  @ApiProperty({ example: 'dec_01JD4ZK2V8Q6W9Y3N5B7C1D0EF' })
  decision_id!: string;

  @ApiProperty({ example: 'factory_line_3' })
  twin_id!: string;

  @ApiProperty({ enum: DECISION_OUTCOMES })
  outcome!: DecisionOutcome;

  @ApiProperty({ example: 0.82, description: 'Weighted mean of the four parts, 0 to 1' })
  confidence!: number;

  @ApiProperty({ type: Object, example: { history: PART, data_quality: PART, simulation: PART, consensus: PART } })
  confidence_parts!: ConfidenceParts;

  @ApiProperty({ type: Object, nullable: true, description: 'What the simulation recommends' })
  action!: ProposedAction | null;

  @ApiProperty({ type: Object, description: 'What it was decided on, by reference' })
  inputs!: Decision['inputs'];

  @ApiProperty({ example: 'pol_01JD4ZK2V8Q6W9Y3N5B7C1D0EF' })
  policy_id!: string;

  @ApiProperty({ example: 1 })
  policy_version!: number;

  @ApiProperty({ example: 'serious-anomaly' })
  rule_id!: string;

  @ApiProperty({ type: [Object], description: 'Every rule that was judged until one applied' })
  rules!: readonly RuleMatch[];

  @ApiProperty({ type: [Object], description: 'What each constraint says to the action' })
  constraints!: readonly ConstraintResult[];

  @ApiProperty({ type: [String], example: ['The simulation recommends set_parameter.'] })
  reasoning!: readonly string[];

  @ApiProperty({ type: String, nullable: true })
  proposal_id!: string | null;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-11-20T05:00:00.000Z' })
  created_at!: string;
}

export class DecisionPageDto {
  @ApiProperty({ type: [DecisionDto] })
  items!: DecisionDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_page_token!: string | null;
}

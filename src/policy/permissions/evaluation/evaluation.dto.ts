import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsDefined,
  IsIn,
  IsObject,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { IsStorableText } from '../../../platform/http/validation/identifier.js';
import { MayBeAbsent } from '../../../platform/http/validation/may-be-absent.decorator.js';

/** Most questions of one request. */
export const MOST_EVALUATIONS = 100;
export const SEMANTICS = ['execute_all', 'deny_on_first_deny', 'permit_on_first_permit'] as const;
export type Semantic = (typeof SEMANTICS)[number];

export class SubjectDto {
  @ApiProperty({ example: 'user', description: '`user`, or `key` for an API key' })
  @IsStorableText()
  @MinLength(1)
  @MaxLength(64)
  type!: string;

  @ApiProperty({ example: 'admin', description: 'The caller’s own subject; an admin may ask about any' })
  @IsStorableText()
  @MinLength(1)
  @MaxLength(256)
  id!: string;

  @ApiPropertyOptional({
    type: Object,
    example: { roles: ['agent'], twins: ['factory_*'] },
    description: 'For an admin who asks about somebody else: the roles, and the twins, that this one has',
  })
  @MayBeAbsent()
  @IsObject()
  properties?: Record<string, unknown>;
}

export class ResourceDto {
  @ApiProperty({ example: 'twin', description: '`twin`, `tenant`, or the type of something that belongs to a twin' })
  @IsStorableText()
  @MinLength(1)
  @MaxLength(64)
  type!: string;

  @ApiProperty({ example: 'factory_line_3' })
  @IsStorableText()
  @MinLength(1)
  @MaxLength(256)
  id!: string;

  @ApiPropertyOptional({
    type: Object,
    example: { twin_id: 'factory_line_3' },
    description: '`twin_id`: the twin that it belongs to, for anything but a twin',
  })
  @MayBeAbsent()
  @IsObject()
  properties?: Record<string, unknown>;
}

export class ActionDto {
  @ApiProperty({ example: 'propose', description: 'A permission' })
  @IsStorableText()
  @MinLength(1)
  @MaxLength(64)
  name!: string;

  @ApiPropertyOptional({ type: Object, example: {}, description: 'Not used' })
  @MayBeAbsent()
  @IsObject()
  properties?: Record<string, unknown>;
}

/** A question of the AuthZEN Authorization API 1.0 (section 6.1). */
export class EvaluationDto {
  @ApiProperty({ type: SubjectDto })
  @IsDefined()
  @ValidateNested()
  @Type(() => SubjectDto)
  subject!: SubjectDto;

  @ApiProperty({ type: ActionDto })
  @IsDefined()
  @ValidateNested()
  @Type(() => ActionDto)
  action!: ActionDto;

  @ApiProperty({ type: ResourceDto })
  @IsDefined()
  @ValidateNested()
  @Type(() => ResourceDto)
  resource!: ResourceDto;

  @ApiPropertyOptional({ type: Object, example: {}, description: 'Not used: decisions do not depend on it' })
  @MayBeAbsent()
  @IsObject()
  context?: Record<string, unknown>;
}

/** One of several questions; what it leaves out is that of the request. */
export class PartialEvaluationDto extends PartialType(EvaluationDto) {}

export class EvaluationOptionsDto {
  @ApiPropertyOptional({ enum: SEMANTICS, default: 'execute_all' })
  @MayBeAbsent()
  @IsIn(SEMANTICS)
  evaluations_semantic: Semantic = 'execute_all';
}

/** Several questions (section 7.1). */
export class EvaluationsDto extends PartialEvaluationDto {
  @ApiProperty({ type: [PartialEvaluationDto], example: [{ resource: { type: 'twin', id: 'factory_line_3' } }] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_EVALUATIONS)
  @ValidateNested({ each: true })
  @Type(() => PartialEvaluationDto)
  evaluations!: PartialEvaluationDto[];

  @ApiPropertyOptional({ type: EvaluationOptionsDto })
  @MayBeAbsent()
  @ValidateNested()
  @Type(() => EvaluationOptionsDto)
  options: EvaluationOptionsDto = new EvaluationOptionsDto();
}

export class DecisionReasonDto {
  @ApiProperty({ enum: ['unknown-action', 'permission', 'twin-scope'] })
  code!: string;

  @ApiProperty({ example: 'None of the roles (viewer) has the permission propose.' })
  text!: string;
}

export class DecisionContextDto {
  @ApiProperty({ type: DecisionReasonDto })
  reason!: DecisionReasonDto;
}

export class AccessDecisionDto {
  @ApiProperty({ example: false })
  decision!: boolean;

  @ApiPropertyOptional({ type: DecisionContextDto, description: 'Why not' })
  context?: DecisionContextDto;
}

export class AccessDecisionsDto {
  @ApiProperty({
    type: [AccessDecisionDto],
    description: 'In the order of the questions, up to the one that settled it',
  })
  evaluations!: readonly AccessDecisionDto[];
}

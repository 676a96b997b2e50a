import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { MayBeAbsent } from '../../platform/http/validation/may-be-absent.decorator.js';
import type { Policy, PolicySummary, PolicyVersion } from '../messages/policy.js';

const TIME = { type: String, format: 'date-time', example: '2026-11-20T05:00:00.000Z' } as const;

export class PublishPolicyDto {
  @ApiPropertyOptional({ example: 1, description: 'Absent: the latest version' })
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  version?: number;
}

export class PolicyVersionDto implements PolicyVersion {
  @ApiProperty({ example: 1 })
  version!: number;

  @ApiProperty({ type: Object, description: 'A policy.v1 document' })
  document!: object;

  @ApiProperty({ example: 'admin' })
  created_by!: string;

  @ApiProperty(TIME)
  created_at!: string;
}

export class PolicySummaryDto implements PolicySummary {
  @ApiProperty({ example: 'pol_01JD4ZK2V8Q6W9Y3N5B7C1D0EF' })
  policy_id!: string;

  @ApiProperty({ example: 'etch_tools' })
  name!: string;

  @ApiProperty({ type: Number, nullable: true, example: 1, description: 'The version that decides; null for a draft' })
  published_version!: number | null;

  @ApiProperty({ example: 2 })
  latest_version!: number;

  @ApiProperty(TIME)
  created_at!: string;
}

export class PolicyDto extends PolicySummaryDto implements Policy {
  @ApiProperty({ type: [PolicyVersionDto], description: 'Newest first' })
  versions!: readonly PolicyVersionDto[];
}

export class PolicyPageDto {
  @ApiProperty({ type: [PolicySummaryDto] })
  items!: PolicySummaryDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_page_token!: string | null;
}

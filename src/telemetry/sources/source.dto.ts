import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { MayBeAbsent } from '../../platform/http/validation/may-be-absent.decorator.js';

export class SourceVersionQuery {
  @ApiPropertyOptional({ example: 1, description: 'Absent: the newest version' })
  @MayBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  version?: number;
}

export class SourceDto {
  @ApiProperty({ example: 'oven_gateway' })
  name!: string;

  @ApiProperty({ example: 1 })
  version!: number;

  @ApiProperty({ type: Object, description: 'The document, as `GET /schemas/source.v1` describes it' })
  document!: object;

  @ApiProperty({ example: 'admin' })
  created_by!: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-11-20T05:00:00.000Z' })
  created_at!: string;
}

export class SourcePageDto {
  @ApiProperty({ type: [SourceDto] })
  items!: SourceDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_page_token!: string | null;
}

import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsArray, IsIn, IsInt, IsObject, IsString, Max, MaxLength, Min } from 'class-validator';
import { PageQuery } from '../../platform/http/paging/page.query.js';
import { IsIdentifier } from '../../platform/http/validation/identifier.js';
import { MayBeAbsent } from '../../platform/http/validation/may-be-absent.decorator.js';
import { AreFixedParameters } from './fixed-parameters.validator.js';

export class RunSimulationDto {
  @ApiProperty({ example: 'factory_line_3' })
  @IsIdentifier()
  twin_id!: string;

  @ApiPropertyOptional({ example: 'etch_tool_7', description: 'Whose telemetry parameters without an asset mean' })
  @MayBeAbsent()
  @IsIdentifier()
  asset_id?: string;

  @ApiProperty({ example: 'hold-or-move-setpoint', description: 'Name of a scenario' })
  @IsString()
  @MaxLength(128)
  scenario!: string;

  @ApiPropertyOptional({ type: Object, example: { observed: 92 }, description: 'Parameters fixed to a number' })
  @MayBeAbsent()
  @AreFixedParameters()
  parameters?: Record<string, number>;

  @ApiPropertyOptional({ type: [Object], description: "Instead of the scenario's own candidates" })
  @MayBeAbsent()
  @IsArray()
  @IsObject({ each: true })
  candidates?: object[];

  @ApiPropertyOptional({ example: 20_000, minimum: 1, maximum: 10_000_000 })
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(10_000_000)
  n_samples?: number;

  @ApiPropertyOptional({ enum: ['classical'], default: 'classical' })
  @MayBeAbsent()
  @IsIn(['classical'])
  engine: 'classical' = 'classical' as const;

  @ApiPropertyOptional({ example: 7, minimum: 0, maximum: 4_294_967_295, description: 'Same seed, same numbers' })
  @MayBeAbsent()
  @IsInt()
  @Min(0)
  @Max(4_294_967_295)
  seed?: number;
}

export class SimulationListQuery extends PageQuery {
  @ApiPropertyOptional({ example: 'factory_line_3' })
  @MayBeAbsent()
  @IsIdentifier()
  twin_id?: string;

  @ApiPropertyOptional({ enum: ['queued', 'running', 'completed', 'failed'] })
  @MayBeAbsent()
  @IsIn(['queued', 'running', 'completed', 'failed'])
  status?: string;
}

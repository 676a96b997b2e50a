import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { IsIdentifier } from '../../platform/http/validation/identifier.js';

export class SnapshotDto {
  @ApiPropertyOptional({ description: 'Only the state of this twin', example: 'factory_line_3' })
  @IsOptional()
  @IsIdentifier()
  twin_id?: string;
}

import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIdentifier } from '../../platform/http/validation/identifier.js';
import { MayBeAbsent } from '../../platform/http/validation/may-be-absent.decorator.js';

export class SnapshotDto {
  @ApiPropertyOptional({ description: 'Only the state of this twin', example: 'factory_line_3' })
  @MayBeAbsent()
  @IsIdentifier()
  twin_id?: string;
}

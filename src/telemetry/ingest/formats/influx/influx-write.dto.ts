import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, MaxLength } from 'class-validator';
import { MayBeAbsent } from '../../../../platform/http/validation/may-be-absent.decorator.js';

/** Places from milliseconds to each unit of time. */
export const PRECISIONS = { ns: 6, us: 3, ms: 0, s: -3 } as const;
export type Precision = keyof typeof PRECISIONS;

export class InfluxWriteQuery {
  @ApiPropertyOptional({ example: 'factory_line_3', description: 'The twin of lines that have no tag `twin_id`' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(256)
  bucket?: string;

  @ApiPropertyOptional({ description: 'Taken, since clients send it, and without meaning here' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(256)
  org?: string;

  @ApiPropertyOptional({ description: 'As `org`' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(256)
  orgID?: string;

  @ApiPropertyOptional({ enum: Object.keys(PRECISIONS), default: 'ns', description: 'Unit of the timestamps' })
  @MayBeAbsent()
  @IsIn(Object.keys(PRECISIONS))
  precision: Precision = 'ns';
}

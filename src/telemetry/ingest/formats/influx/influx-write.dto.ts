import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

/** Places from milliseconds to each unit of time. */
export const PRECISIONS = { ns: 6, us: 3, ms: 0, s: -3 } as const;
export type Precision = keyof typeof PRECISIONS;

export class InfluxWriteQuery {
  @ApiPropertyOptional({ example: 'factory_line_3', description: 'The twin of lines that have no tag `twin_id`' })
  @IsOptional()
  @IsString()
  @MaxLength(256)
  bucket?: string;

  @ApiPropertyOptional({ description: 'Taken, since clients send it, and without meaning here' })
  @IsOptional()
  @IsString()
  @MaxLength(256)
  org?: string;

  @ApiPropertyOptional({ description: 'As `org`' })
  @IsOptional()
  @IsString()
  @MaxLength(256)
  orgID?: string;

  @ApiPropertyOptional({ enum: Object.keys(PRECISIONS), default: 'ns', description: 'Unit of the timestamps' })
  @IsOptional()
  @IsIn(Object.keys(PRECISIONS))
  precision: Precision = 'ns';
}

import { ApiExtraModels, ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIdentifier } from '../../platform/http/validation/identifier.js';
import { MayBeAbsent } from '../../platform/http/validation/may-be-absent.decorator.js';

export class IngestQuery {
  @ApiPropertyOptional({ description: 'The name of a source, by whose document messages become readings' })
  @MayBeAbsent()
  @IsIdentifier()
  source?: string;
}

/** For the documentation only: what comes in is validated by schemas/telemetry.v1.json. */
export class ReadingDto {
  @ApiProperty({ example: 'factory_line_3', pattern: '^[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}$' })
  twin_id!: string;

  @ApiProperty({ example: 'etch_tool_7', pattern: '^[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}$' })
  asset_id!: string;

  @ApiPropertyOptional({
    oneOf: [{ type: 'string', format: 'date-time' }, { type: 'number' }],
    example: '2026-11-20T05:00:00.000Z',
    description:
      'RFC 3339 with a zone, or a number since 1970: seconds below 7289654400 (the year 2201), milliseconds from 1e11, ' +
      'microseconds from 1e14, nanoseconds from 1e17; what lies between the units is refused. Kept to the millisecond. ' +
      'Absent: now',
  })
  ts?: string | number;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'number' },
    minProperties: 1,
    maxProperties: 1000,
    example: { temperature: 85.2, pressure: 1.013 },
  })
  metrics!: Record<string, number>;

  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'string' }, example: { shift: 'night' } })
  tags?: Record<string, string>;

  @ApiPropertyOptional({ minimum: 0, maximum: 1, default: 1 })
  quality?: number;

  @ApiPropertyOptional({ maxLength: 128, description: 'Given back in the answer' })
  event_id?: string;
}

export class AcceptedReadingDto {
  @ApiProperty({
    example: 'tel_01JD3Q4Y7Q8W3M5T1V9K2B6N0X',
    description: 'The one sent, or one derived from the reading',
  })
  event_id!: string;

  @ApiProperty({ example: 'accepted' })
  status!: 'accepted';

  @ApiProperty({ example: '0000000000000042', description: 'Place in the log that tells of it' })
  cursor!: string;
}

export class RejectedReadingDto {
  @ApiProperty({ example: 1, description: 'Place in the request, from 0; empty lines do not count' })
  index!: number;

  @ApiProperty({ example: [{ pointer: '/metrics/temperature', code: 'type', message: 'must be number' }] })
  errors!: { pointer: string; code: string; message: string }[];
}

@ApiExtraModels(RejectedReadingDto)
export class AcceptedReadingsDto {
  @ApiProperty({ enum: ['accepted', 'partial'], description: '`partial` when some were rejected' })
  status!: 'accepted' | 'partial';

  @ApiProperty({ example: 499, description: 'Readings that are durably stored' })
  accepted!: number;

  @ApiProperty({ type: [RejectedReadingDto] })
  rejected!: RejectedReadingDto[];

  @ApiProperty({ example: '0000000000000042' })
  cursor!: string;
}

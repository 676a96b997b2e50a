import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

const SHARE = { minimum: 0, maximum: 1 } as const;

export class QualityPartsDto {
  @ApiProperty({ ...SHARE, example: 1, description: "The device's own judgement; 1 without one" })
  device!: number;

  @ApiProperty({ ...SHARE, example: 1, description: 'Metrics that are there, of those expected' })
  completeness!: number;

  @ApiProperty({ ...SHARE, example: 0.5, description: '1 up to `stale_after_s`, then that over the age' })
  freshness!: number;
}

export class DryRunSampleDto {
  @ApiProperty({ example: 'temperature' })
  metric!: string;

  @ApiProperty({ example: 100, description: 'As it would be stored' })
  value!: number;

  @ApiProperty({ ...SHARE, example: 0.5 })
  quality!: number;

  @ApiProperty({ example: true })
  in_range!: boolean;

  @ApiProperty({ example: 1, description: 'Samples of these messages that name this series and instant' })
  occurrences!: number;
}

export class DryRunReadingDto {
  @ApiProperty({ example: 'line_1' })
  twin_id!: string;

  @ApiProperty({ example: 'oven' })
  asset_id!: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-11-20T05:00:00.000Z' })
  ts!: string;

  @ApiProperty({ ...SHARE, example: 0.5, description: 'The mean of its samples' })
  quality!: number;

  @ApiProperty()
  parts!: QualityPartsDto;

  @ApiProperty({ type: [DryRunSampleDto] })
  samples!: DryRunSampleDto[];
}

export class DryRunFaultDto {
  @ApiProperty({ example: '/values/temp', description: 'JSON Pointer into the message' })
  pointer!: string;

  @ApiProperty({ example: 'required' })
  code!: string;

  @ApiProperty({ example: 'must be there' })
  message!: string;
}

export class DryRunMessageDto {
  @ApiProperty({ example: 0, description: 'Place among the messages' })
  index!: number;

  @ApiPropertyOptional({ type: DryRunReadingDto, description: 'What would be stored' })
  reading?: DryRunReadingDto;

  @ApiPropertyOptional({ type: [DryRunFaultDto], description: 'Why it would be rejected' })
  errors?: DryRunFaultDto[];
}

export class DryRunDto {
  @ApiProperty({ example: 'oven_gateway' })
  source!: string;

  @ApiProperty({ type: Number, nullable: true, example: null, description: 'Null for a document that was sent' })
  version!: number | null;

  @ApiProperty({ type: [DryRunMessageDto], description: 'One for each message, in their order' })
  messages!: DryRunMessageDto[];
}

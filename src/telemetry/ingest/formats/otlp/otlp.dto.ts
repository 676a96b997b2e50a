import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export class PartialSuccessDto {
  @ApiProperty({ example: 1, description: 'Data points that were not stored; all others are, durably' })
  rejectedDataPoints!: number;

  @ApiProperty({
    example: '1 of 12 data points rejected: /resourceMetrics/0/…/dataPoints/3: must have asDouble or asInt',
  })
  errorMessage!: string;
}

export class OtlpAnswerDto {
  @ApiPropertyOptional({ type: PartialSuccessDto, description: 'Absent when every data point was stored' })
  partialSuccess?: PartialSuccessDto;
}

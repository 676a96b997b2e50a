import { ApiProperty } from '@nestjs/swagger';

export class AssetDto {
  @ApiProperty({ example: 'factory_line_3' })
  twin_id!: string;

  @ApiProperty({ example: 'etch_tool_7' })
  asset_id!: string;

  @ApiProperty({ type: Object, example: { temperature: 85.2 }, description: 'Newest value of each metric' })
  reported!: Record<string, number>;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2026-11-20T05:00:00.000Z' })
  reported_at!: string | null;

  @ApiProperty({ type: Object, example: { setpoint: 85 }, description: 'What actions have asked of it' })
  desired!: Record<string, unknown>;

  @ApiProperty({ example: 1, description: 'Counts the changes of `desired`' })
  version!: number;
}

export class TwinSummaryDto {
  @ApiProperty({ example: 'factory_line_3' })
  twin_id!: string;

  @ApiProperty({ example: 4, description: 'How many assets it has' })
  assets!: number;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-11-20T05:00:00.000Z' })
  created_at!: string;
}

export class TwinPageDto {
  @ApiProperty({ type: [TwinSummaryDto] })
  items!: TwinSummaryDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_page_token!: string | null;
}

export class TwinDto {
  @ApiProperty({ example: 'factory_line_3' })
  twin_id!: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-11-20T05:00:00.000Z' })
  created_at!: string;

  @ApiProperty({ type: [AssetDto] })
  assets!: AssetDto[];
}

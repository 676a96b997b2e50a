import { ApiProperty } from '@nestjs/swagger';

export class ScenarioDto {
  @ApiProperty({ example: 'hold-or-move-setpoint' })
  name!: string;

  @ApiProperty({ example: 1 })
  version!: number;

  @ApiProperty({ type: Object, description: 'The document, as `GET /schemas/sim.v1` describes it' })
  document!: object;

  @ApiProperty({ example: 'admin' })
  created_by!: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-11-20T05:00:00.000Z' })
  created_at!: string;
}

export class ScenarioPageDto {
  @ApiProperty({ type: [ScenarioDto] })
  items!: ScenarioDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_page_token!: string | null;
}

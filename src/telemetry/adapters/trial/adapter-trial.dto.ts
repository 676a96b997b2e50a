import { ApiProperty } from '@nestjs/swagger';
import type { Trial } from './adapter-trials.js';
import type { TrialStep } from './trial-steps.js';

export class AdapterTrialStepDto implements TrialStep {
  @ApiProperty({ example: 'connect', description: 'settings, resolve, connect, tls, login, subscribe; open, read' })
  step!: string;

  @ApiProperty({ example: true })
  ok!: boolean;

  @ApiProperty({ example: 12, description: 'How long it took' })
  ms!: number;

  @ApiProperty({ type: String, nullable: true, example: null, description: 'What was found, or why it failed' })
  detail!: string | null;
}

export class AdapterTrialDto implements Trial {
  @ApiProperty({ example: true })
  ok!: boolean;

  @ApiProperty({ type: [AdapterTrialStepDto], description: 'The first that fails is the last' })
  steps!: readonly AdapterTrialStepDto[];
}

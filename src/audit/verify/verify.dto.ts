import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString } from 'class-validator';
import { BREAK_REASONS } from '../../platform/event-log/chain-break.js';
import { MayBeAbsent } from '../../platform/http/validation/may-be-absent.decorator.js';

export class VerifyDto {
  @ApiPropertyOptional({
    description: 'Cursor of the first event to check; the oldest kept one without it',
    example: '0000000000000001',
  })
  @MayBeAbsent()
  @IsString()
  from?: string;

  @ApiPropertyOptional({ description: 'Cursor of the last event to check; the newest without it' })
  @MayBeAbsent()
  @IsString()
  to?: string;
}

export class VerificationDto {
  @ApiProperty()
  ok!: boolean;

  @ApiProperty({ example: '0000000000000001', description: 'Cursor of the first event that was to be checked' })
  from!: string;

  @ApiProperty({ example: '0000000000000042', description: 'Cursor of the last event that was to be checked' })
  to!: string;

  @ApiProperty({ example: 42, description: 'Events that were found good' })
  checked!: number;

  @ApiProperty({ description: "The log's newest hash, in hex: keep it elsewhere to prove later that nothing changed" })
  head_hash!: string;

  @ApiPropertyOptional({ description: 'Cursor of the first event at which the chain does not hold' })
  first_break?: string;

  @ApiPropertyOptional({
    enum: BREAK_REASONS,
    description:
      '`missing`: there is no such event; `changed`: its hash does not follow from the one before and its body; ' +
      '`columns`: its stored type or twin is not what its body says; `head`: the head row tells of another end',
  })
  reason?: string;
}

import { ApiProperty } from '@nestjs/swagger';
import { LOGIN_OUTCOMES, type LoginOutcome } from './login-history.js';

export class UserLoginDto {
  @ApiProperty({ type: String, format: 'date-time', example: '2026-11-20T05:00:00.000Z' })
  at!: string;

  @ApiProperty({ enum: LOGIN_OUTCOMES })
  outcome!: LoginOutcome;

  @ApiProperty({ example: '10.0.0.7', description: 'Where it came from' })
  address!: string;
}

export class UserLoginPageDto {
  @ApiProperty({ type: [UserLoginDto] })
  items!: UserLoginDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_page_token!: string | null;
}

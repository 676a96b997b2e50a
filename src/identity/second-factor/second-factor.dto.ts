import { ApiProperty } from '@nestjs/swagger';
import { IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { LONGEST_PASSWORD } from '../users/password-rules.js';

export class EnrolmentDto {
  @ApiProperty({ example: 'otpauth://totp/OpsTwin:ada?issuer=OpsTwin&secret=…', description: 'For a QR code' })
  otpauth_uri!: string;

  @ApiProperty({ example: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', description: 'The same to type: base32' })
  secret!: string;
}

export class ConfirmSecondFactorDto {
  @ApiProperty({ example: '492039', description: 'What the authenticator shows now' })
  @IsString()
  @Matches(/^\d{6}$/, { message: '$property must be six digits' })
  code!: string;
}

export class RecoveryCodesDto {
  @ApiProperty({ type: [String], example: ['X7QK-2M9D-H4TE-0R6W'], description: 'Ten codes, each good once' })
  recovery_codes!: string[];
}

export class EndSecondFactorDto {
  @ApiProperty({ example: 'correct horse battery staple' })
  @IsString()
  @MinLength(1)
  @MaxLength(LONGEST_PASSWORD)
  password!: string;

  @ApiProperty({ example: '492039', description: 'Six digits of the authenticator, or a recovery code' })
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  code!: string;
}

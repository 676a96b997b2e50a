import { Module } from '@nestjs/common';
import { AuditTrail } from './trail/audit-trail.js';
import { AuditController } from './trail/audit.controller.js';
import { ChainVerifier } from './verify/chain-verifier.js';
import { VerifyController } from './verify/verify.controller.js';

/** The log as evidence: who did what, and that nobody changed it since. */
@Module({
  controllers: [VerifyController, AuditController],
  providers: [AuditTrail, ChainVerifier],
})
export class AuditModule {}

import { Module } from '@nestjs/common';
import { AccessMonths } from './access/access-months.js';
import { AccessRecorder } from './access/access-recorder.js';
import { AccessStore } from './access/access-store.js';
import { AccessWriter } from './access/access-writer.js';
import { AuditExports } from './export/audit-exports.js';
import { AccessTrail } from './trail/access-trail.js';
import { AuditTrail } from './trail/audit-trail.js';
import { AuditController } from './trail/audit.controller.js';
import { EventTrail } from './trail/event-trail.js';
import { ChainVerifier } from './verify/chain-verifier.js';
import { VerifyController } from './verify/verify.controller.js';

/** Evidence: who did what and who was refused, and that nobody changed the log since. */
@Module({
  controllers: [VerifyController, AuditController],
  providers: [
    AccessStore,
    AccessWriter,
    AccessRecorder,
    AccessMonths,
    EventTrail,
    AccessTrail,
    AuditTrail,
    AuditExports,
    ChainVerifier,
  ],
})
export class AuditModule {}

import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ChainAnchors } from './chain-anchors.js';
import { ConsumerLocks } from './consumers/consumer-locks.js';
import { ConsumerOffsets } from './consumers/consumer-offsets.js';
import { ConsumerRunner } from './consumers/consumer-runner.js';
import { DeadLetterController } from './consumers/dead-letter.controller.js';
import { DeadLetters } from './consumers/dead-letters.js';
import { EventLog } from './event-log.js';
import { LogPartitions } from './log-partitions.js';
import { LogSignal } from './log-signal.js';
import { LogTailer } from './log-tailer.js';
import { LogRetention } from './retention/log-retention.js';
import { LogWeeks } from './retention/log-weeks.js';

@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [DeadLetterController],
  providers: [
    EventLog,
    LogSignal,
    LogTailer,
    LogPartitions,
    ChainAnchors,
    LogWeeks,
    LogRetention,
    ConsumerOffsets,
    ConsumerLocks,
    DeadLetters,
    ConsumerRunner,
  ],
  exports: [EventLog, LogTailer, ChainAnchors],
})
export class EventLogModule {}

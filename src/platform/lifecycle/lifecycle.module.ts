import { Global, Module } from '@nestjs/common';
import { Rounds } from './rounds.js';
import { ShutdownSequence } from './shutdown-sequence.js';

@Global()
@Module({ providers: [ShutdownSequence, Rounds], exports: [ShutdownSequence, Rounds] })
export class LifecycleModule {}

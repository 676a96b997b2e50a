import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { monotonicFactory } from 'ulid';
import { Clock } from '../../platform/clock/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { accessRecordOf, routeOf } from './access-record-of.js';
import { AccessWriter } from './access-writer.js';
import { isRecorded } from './recorded.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The code of the problem that the request is answered with. */
    problemCode: string | null;
  }
}

/** How every problem document begins. */
const PROBLEM = /^\{"type":"\/problems\/([a-z-]+)"/;

/** Sees every request when it has been answered, and records those that belong into the audit trail. */
@Injectable()
export class AccessRecorder implements OnModuleInit {
  private readonly nextId = monotonicFactory();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly host: HttpAdapterHost,
    private readonly clock: Clock,
    private readonly writer: AccessWriter,
  ) {}

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    const { auditReads } = this.config;
    server.decorateRequest('problemCode', null);
    server.addHook('onSend', (request, reply, payload, done) => {
      if (reply.statusCode >= 400 && typeof payload === 'string') {
        request.problemCode = PROBLEM.exec(payload)?.[1] ?? null;
      }
      done(null, payload);
    });
    server.addHook('onResponse', (request, reply, done) => {
      done();
      const outcome = { method: request.method, route: routeOf(request), status: reply.statusCode };
      if (!isRecorded(outcome, auditReads)) return;
      const at = this.clock.now();
      const circumstances = { id: this.nextId(at.getTime()), at, problem: request.problemCode };
      this.writer.add(accessRecordOf(request, reply, circumstances));
    });
  }
}

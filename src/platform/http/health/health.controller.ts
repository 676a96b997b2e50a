import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ShutdownSequence } from '../../lifecycle/shutdown-sequence.js';
import { Public } from '../access/permission.decorator.js';
import { HealthChecks, type DependencyHealth } from './health-checks.js';

interface Readiness {
  readonly status: 'ready' | 'not-ready' | 'stopping';
  readonly dependencies: Record<string, DependencyHealth>;
}

/** For orchestrators: whether to restart the process, and whether to send it requests. */
@ApiTags('System')
@Controller('health')
export class HealthController {
  constructor(
    private readonly checks: HealthChecks,
    private readonly shutdown: ShutdownSequence,
  ) {}

  @Get('live')
  @Public()
  @ApiOperation({ summary: 'Whether the process answers at all' })
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('ready')
  @Public()
  @ApiOperation({ summary: 'Whether it can take requests, with the state of each dependency; 503 when not' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const dependencies = await this.checks.run();
    const down = Object.values(dependencies).some(({ status, needed }) => needed && status === 'down');
    const status = this.shutdown.stopping ? 'stopping' : down ? 'not-ready' : 'ready';
    if (status !== 'ready') reply.code(503).header('retry-after', '2');
    return { status, dependencies };
  }
}

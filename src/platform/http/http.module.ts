import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { RouteAccessCheck } from './access/route-access-check.js';
import { HealthChecks } from './health/health-checks.js';
import { HealthController } from './health/health.controller.js';
import { PlatformHealth } from './health/platform-health.js';
import { ProblemsController } from './problems/problems.controller.js';

@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [HealthController, ProblemsController],
  providers: [HealthChecks, PlatformHealth, RouteAccessCheck],
  exports: [HealthChecks],
})
export class HttpModule {}

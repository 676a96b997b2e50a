import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { ActionModule } from './action/action.module.js';
import { AiwModule } from './aiw/aiw.module.js';
import { AuditModule } from './audit/audit.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { TenantGuard } from './identity/tenants/tenant.guard.js';
import { AuthenticationGuard } from './identity/tokens/authentication.guard.js';
import { ClockModule } from './platform/clock/clock.module.js';
import type { Config } from './platform/config/config.js';
import { ConfigModule } from './platform/config/config.module.js';
import { DatabaseModule } from './platform/database/database.module.js';
import type { OpenDatabase } from './platform/database/open-database.js';
import { EventLogModule } from './platform/event-log/event-log.module.js';
import { TenantScope } from './platform/http/access/tenant-scope.js';
import { HttpModule } from './platform/http/http.module.js';
import { ProblemFilter } from './platform/http/problems/problem.filter.js';
import { validationPipe } from './platform/http/validation/validation.pipe.js';
import { LifecycleModule } from './platform/lifecycle/lifecycle.module.js';
import { MqttModule } from './platform/mqtt/mqtt.module.js';
import { QueueModule } from './platform/queue/queue.module.js';
import { PermissionGuard } from './policy/permissions/permission.guard.js';
import { PolicyModule } from './policy/policy.module.js';
import { SimulationModule } from './simulation/simulation.module.js';
import { TelemetryModule } from './telemetry/telemetry.module.js';
import { TwinModule } from './twin/twin.module.js';

/** The composition root: the platform, then the modules in the order in which they may know each other. */
@Module({})
export class AppModule {
  static forRoot(config: Config, database: OpenDatabase): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(config),
        ClockModule,
        LifecycleModule,
        DatabaseModule.forRoot(database),
        HttpModule,
        EventLogModule,
        QueueModule,
        MqttModule,
        IdentityModule,
        TwinModule,
        TelemetryModule,
        SimulationModule,
        PolicyModule,
        ActionModule,
        AuditModule,
        AiwModule,
      ],
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useFactory: validationPipe },
        { provide: APP_GUARD, useClass: AuthenticationGuard },
        { provide: APP_GUARD, useClass: TenantGuard },
        { provide: APP_GUARD, useClass: PermissionGuard },
        { provide: APP_INTERCEPTOR, useClass: TenantScope },
      ],
    };
  }
}

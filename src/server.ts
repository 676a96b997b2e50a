import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { MIGRATIONS } from '../migrations/index.js';
import { AppModule } from './app.module.js';
import { FirstAdmin } from './identity/users/first-admin.js';
import type { Config } from './platform/config/config.js';
import { packageVersion } from './platform/config/package-version.js';
import { openDatabase } from './platform/database/open-database.js';
import { closeUnlessServed } from './platform/http/access/role-gate.js';
import { guardEdges } from './platform/http/edges/guard-edges.js';
import { RateLimitGuard } from './platform/http/edges/rate-limits/rate-limit.guard.js';
import { RateLimits } from './platform/http/edges/rate-limits/rate-limits.js';
import { createFastifyAdapter } from './platform/http/fastify-adapter.js';
import { serveOpenApi } from './platform/http/openapi.js';
import { restrainHeap } from './platform/lifecycle/restrain-heap.js';
import { MqttBus } from './platform/mqtt/mqtt-bus.js';
import { NestLogger } from './platform/logging/nest-logger.js';

/** Deep enough for thousands of agents that connect at once; the default of 511 makes them wait for seconds. */
const LISTEN_BACKLOG = 4096;

export interface RunningServer {
  readonly url: string;
  /** Where devices connect by MQTT. */
  readonly mqttUrl: string;
  /** The first admin's password when this start made it up. */
  readonly adminPassword: string | undefined;
  close(): Promise<void>;
}

/** Opens the database, builds the application and listens. What was opened is closed when a later step fails. */
export async function startServer(config: Config, logger: Logger): Promise<RunningServer> {
  restrainHeap();
  const database = await openDatabase(config, MIGRATIONS);
  let app: NestFastifyApplication | undefined;
  try {
    const adapter = createFastifyAdapter(config);
    const limits = new RateLimits(config);
    await guardEdges(adapter, config, limits);
    closeUnlessServed(adapter, config);
    app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(config, database), adapter, {
      logger: new NestLogger(logger),
      abortOnError: false,
    });
    app.useGlobalGuards(new RateLimitGuard(limits));
    serveOpenApi(app, packageVersion());
    await app.listen({ port: config.port, host: config.host, backlog: LISTEN_BACKLOG });
    const running = app;
    return {
      url: (await app.getUrl()).replace('[::1]', 'localhost'),
      mqttUrl: mqttUrl(app),
      adminPassword: app.get(FirstAdmin, { strict: false }).generatedPassword,
      close: async () => {
        await running.close();
        await database.close();
      },
    };
  } catch (error) {
    await app?.close();
    await database.close();
    throw error;
  }
}

function mqttUrl(app: NestFastifyApplication): string {
  try {
    return app.get(MqttBus, { strict: false }).url;
  } catch {
    return '';
  }
}

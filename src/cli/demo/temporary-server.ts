import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccessTokens } from '../../identity/tokens/access-tokens.js';
import { signingSecret } from '../../identity/tokens/signing-secret.js';
import { loadConfig } from '../../platform/config/load-config.js';
import { createLogger } from '../../platform/logging/logger.js';
import type { RunningServer } from '../../server.js';

/** A server of its own on a temporary directory and free ports, whatever the environment says. */
export class TemporaryServer {
  private constructor(
    private readonly directory: string,
    private readonly server: RunningServer,
    private readonly tokens: AccessTokens,
  ) {}

  static async start(): Promise<TemporaryServer> {
    const directory = await mkdtemp(join(tmpdir(), 'opstwin-demo-'));
    try {
      const config = loadConfig({ OPSTWIN_DATA_DIR: directory, PORT: '0', MQTT_PORT: '0', LOG_LEVEL: 'error' });
      const { startServer } = await import('../../server.js');
      const server = await startServer(config, createLogger(config));
      return new TemporaryServer(directory, server, new AccessTokens(await signingSecret(config)));
    } catch (error) {
      await rm(directory, { recursive: true, force: true });
      throw error;
    }
  }

  get url(): string {
    return this.server.url;
  }

  get mqttUrl(): string {
    return this.server.mqttUrl;
  }

  token(subject: string, role: string): string {
    return this.tokens.issue({ subject, tenant: 'default', roles: [role], twins: undefined });
  }

  /** Ends the server and removes its directory. */
  async close(): Promise<void> {
    await this.server.close();
    await rm(this.directory, { recursive: true, force: true });
  }
}

import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { ShutdownSequence } from '../../platform/lifecycle/shutdown-sequence.js';
import { Tenants } from './tenants.js';

/** Every process knows within two seconds what another one has changed. */
const EVERY_MS = 1000;

/** Which tenants are disabled, in memory: it is asked for every request and every message. */
@Injectable()
export class EnabledTenants implements OnModuleInit {
  private readonly logger = new Logger('Tenants');
  private disabled: ReadonlySet<string> = new Set();
  private reading: Promise<void> | undefined;
  /** Counts what this process has changed itself, which a reading that began before may not have seen. */
  private changes = 0;
  private troubled = false;

  constructor(
    private readonly tenants: Tenants,
    private readonly shutdown: ShutdownSequence,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.read();
    const timer = setInterval(() => {
      this.reading ??= this.reread().finally(() => (this.reading = undefined));
    }, EVERY_MS);
    this.shutdown.on('work', 'the reading of tenants', () => {
      clearInterval(timer);
      return this.reading;
    });
  }

  has(tenant: string): boolean {
    return !this.disabled.has(tenant);
  }

  /** @throws ProblemError 403 when the tenant is disabled */
  require(tenant: string): void {
    if (this.has(tenant)) return;
    throw new ProblemError('tenant-disabled', 'Your tenant is disabled; its operators can enable it again.');
  }

  /** Lets this process know at once. */
  learn(tenant: string, disabled: boolean): void {
    this.changes += 1;
    const others = [...this.disabled].filter((id) => id !== tenant);
    this.disabled = new Set(disabled ? [...others, tenant] : others);
  }

  private async read(): Promise<void> {
    const { changes } = this;
    const disabled = await this.tenants.disabled();
    if (changes === this.changes) this.disabled = new Set(disabled);
  }

  private async reread(): Promise<void> {
    try {
      await this.read();
      this.troubled = false;
    } catch (error) {
      if (!this.troubled) this.logger.warn(`The tenants cannot be read; what is known stays: ${String(error)}`);
      this.troubled = true;
    }
  }
}

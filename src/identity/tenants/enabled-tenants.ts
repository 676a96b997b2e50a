import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { Rounds } from '../../platform/lifecycle/rounds.js';
import { Tenants } from './tenants.js';

/** Every process knows within two seconds what another one has changed. */
const EVERY_MS = 1000;

/** Which tenants are disabled, in memory: it is asked for every request and every message. */
@Injectable()
export class EnabledTenants implements OnModuleInit {
  private disabled: ReadonlySet<string> = new Set();
  /** Counts what this process has changed itself, which a reading that began before may not have seen. */
  private changes = 0;

  constructor(
    private readonly tenants: Tenants,
    private readonly rounds: Rounds,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.read();
    this.rounds.every({ everyMs: EVERY_MS }, 'reading the tenants', () => this.read());
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
}

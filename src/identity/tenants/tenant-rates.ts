import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RatePolicy, tooManyRequests } from '../../platform/http/edges/rate-limits/rate-policy.js';
import type { ProblemError } from '../../platform/http/problems/problem.error.js';
import { Rounds } from '../../platform/lifecycle/rounds.js';
import { Tenants } from './tenants.js';

const EVERY_MS = 1000;
const MINUTE_S = 60;

interface Rate {
  readonly perMinute: number;
  readonly policy: RatePolicy;
}

/** How many requests a minute a tenant may send in all, whoever sends them; counted in each process by itself. */
@Injectable()
export class TenantRates implements OnModuleInit {
  private rates: ReadonlyMap<string, Rate> = new Map();

  constructor(
    private readonly tenants: Tenants,
    private readonly rounds: Rounds,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.read();
    this.rounds.every({ everyMs: EVERY_MS }, 'reading the rates of tenants', () => this.read());
  }

  /** Counts a request. @returns what to answer when it was one too many; undefined at once for a tenant without a rate */
  count(tenant: string): Promise<ProblemError | undefined> | undefined {
    const rate = this.rates.get(tenant);
    return rate?.policy.count(tenant).then((counted) => (counted.over ? tooManyRequests(counted) : undefined));
  }

  /** Reads the rates that are stored now; who has the same as before goes on where they were. */
  async read(): Promise<void> {
    const stored = await this.tenants.rates();
    this.rates = new Map(
      stored.map(({ id, perMinute }) => {
        const known = this.rates.get(id);
        if (known?.perMinute === perMinute) return [id, known];
        return [id, { perMinute, policy: new RatePolicy('tenant', perMinute, MINUTE_S) }];
      }),
    );
  }
}

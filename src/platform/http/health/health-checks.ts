import { Injectable } from '@nestjs/common';

const TIMEOUT_MS = 2000;

export interface DependencyHealth {
  readonly status: 'up' | 'down';
  readonly needed: boolean;
}

interface Check {
  readonly name: string;
  readonly needed: boolean;
  readonly probe: () => Promise<unknown>;
}

/** What this process depends on. Each part registers its own probe. */
@Injectable()
export class HealthChecks {
  private readonly checks: Check[] = [];

  /**
   * @param needed whether the process is not ready without it
   * @param probe rejects when the dependency is down
   */
  register(name: string, needed: boolean, probe: () => Promise<unknown>): void {
    this.checks.push({ name, needed, probe });
  }

  /** The state of each dependency; one that does not answer within two seconds is down. */
  async run(): Promise<Record<string, DependencyHealth>> {
    const results = await Promise.all(this.checks.map(async (check) => [check.name, await state(check)] as const));
    return Object.fromEntries(results);
  }
}

async function state({ needed, probe }: Check): Promise<DependencyHealth> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('no answer in time'));
    }, TIMEOUT_MS);
  });
  try {
    await Promise.race([probe(), late]);
    return { status: 'up', needed };
  } catch {
    // The health page is public, so it says that the dependency is down and not why; the logs say why.
    return { status: 'down', needed };
  } finally {
    clearTimeout(timer);
  }
}

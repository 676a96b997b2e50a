import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../../platform/config/config.js';
import { CONFIG } from '../../../platform/config/config.module.js';
import type { AdapterDocument } from '../documents/adapter-document.js';
import { HostRule } from '../domain/host-rule.js';
import { brokerAccess } from '../mqtt/broker-access.js';
import { tryBroker } from './try-broker.js';
import { tryFile } from './try-file.js';
import { TrialSteps, type TrialStep } from './trial-steps.js';

const TIME_LIMIT_MS = 10_000;

export interface Trial {
  readonly ok: boolean;
  readonly steps: readonly TrialStep[];
}

/** Tries whether an adapter would work, from this process and without storing anything. */
@Injectable()
export class AdapterTrials {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Resolves within ten seconds or little more. */
  async run(tenant: string, document: AdapterDocument): Promise<Trial> {
    const steps = new TrialSteps();
    try {
      await this.take(tenant, document, steps);
    } catch (error) {
      // The step that failed has it.
      if (!steps.failed) throw error;
    }
    return { ok: !steps.failed, steps: steps.all };
  }

  private take(tenant: string, document: AdapterDocument, steps: TrialSteps): Promise<void> {
    const { watchDirectory: folder, adapterHosts, secrets } = this.config;
    if (document.kind === 'file') return tryFile(document, { folder, tenant, path: document.path }, steps);
    const access = () => brokerAccess(document, new HostRule(adapterHosts), secrets);
    return tryBroker(document, access, steps, AbortSignal.timeout(TIME_LIMIT_MS));
  }
}

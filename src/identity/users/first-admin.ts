import { randomBytes } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { ADMIN } from './last-admin.js';
import { hashPassword } from './passwords.js';
import { Users } from './users.js';

const TENANT = 'default';
const USERNAME = 'admin';

/** Makes the first user at first start. */
@Injectable()
export class FirstAdmin implements OnApplicationBootstrap {
  /** The password that was made up, to be shown once; undefined at later starts and when it was configured. */
  generatedPassword: string | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly users: Users,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (await this.users.find(TENANT, USERNAME)) return;
    const password = this.config.adminPassword ?? randomBytes(12).toString('base64url');
    const added = await this.users.add(TENANT, USERNAME, await hashPassword(password), {
      roles: [ADMIN],
      twins: null,
      disabled: false,
    });
    if (added !== undefined && this.config.adminPassword === undefined) this.generatedPassword = password;
  }
}

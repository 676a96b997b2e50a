import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { HealthChecks } from './health-checks.js';

/** The dependencies that every process has. */
@Injectable()
export class PlatformHealth implements OnModuleInit {
  constructor(
    private readonly checks: HealthChecks,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.checks.register('database', true, () => this.database.query('SELECT 1'));
  }
}

import { type DynamicModule, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Database } from './database.js';
import { DATABASE_URL } from './database-url.js';
import type { OpenDatabase } from './open-database.js';

/** Gives every module the open database. Whoever opened it closes it, after the application. */
@Module({})
export class DatabaseModule {
  static forRoot(database: OpenDatabase): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        { provide: DATABASE_URL, useValue: database.url },
        { provide: DataSource, useValue: database.dataSource },
        { provide: Database, useFactory: () => new Database(database.dataSource) },
      ],
      exports: [Database, DATABASE_URL],
    };
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { START, type FileMark } from './file-mark.js';

/** How far the file of one adapter was read. */
export interface FilePosition {
  read(): Promise<FileMark>;
  write(mark: FileMark): Promise<void>;
}

/** How far adapters have read their files. */
@Injectable()
export class FilePositions {
  constructor(private readonly database: Database) {}

  of(tenant: string, name: string, path: string): FilePosition {
    const key = [tenant, name, path];
    return {
      read: async () => {
        const mark = await this.database.first<FileMark>(
          `SELECT position, head_length AS "headLength", head_digest AS "headDigest" FROM telemetry_adapter_position
           WHERE tenant = $1 AND name = $2 AND path = $3`,
          key,
        );
        return mark ?? START;
      },
      write: async ({ position, headLength, headDigest }) => {
        await this.database.execute(
          `INSERT INTO telemetry_adapter_position (tenant, name, path, position, head_length, head_digest)
           SELECT tenant, name, $3, $4, $5, $6 FROM telemetry_adapter WHERE tenant = $1 AND name = $2
           ON CONFLICT (tenant, name, path) DO UPDATE SET position = excluded.position,
             head_length = excluded.head_length, head_digest = excluded.head_digest`,
          [...key, position, headLength, headDigest],
        );
      },
    };
  }
}

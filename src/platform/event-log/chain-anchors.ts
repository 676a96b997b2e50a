import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { GENESIS_HASH, type ChainPoint } from './hash-chain.js';

/** What is left of the events that are no longer kept: where they ended, which keeps the chain of the others provable. */
@Injectable()
export class ChainAnchors {
  constructor(private readonly database: Database) {}

  /** The newest event that was dropped; the beginning of the chain when none was. */
  async of(tenant: string): Promise<ChainPoint> {
    const anchor = await this.database.first<ChainPoint>(
      `SELECT position, encode(hash, 'hex') AS hash FROM chain_anchor WHERE tenant = $1`,
      [tenant],
    );
    return anchor ?? { position: 0, hash: GENESIS_HASH };
  }
}

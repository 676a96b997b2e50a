import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../../platform/config/config.js';
import { CONFIG } from '../../../platform/config/config.module.js';
import type { Principal } from '../../../platform/http/access/principal.js';
import { TwinScope } from '../../../platform/http/access/twin-scope.js';
import { ProblemError } from '../../../platform/http/problems/problem.error.js';
import type { AdapterDocument } from './adapter-document.js';
import { requireAdapterDocument } from './adapter-validator.js';

/** Reads the documents of those who may configure adapters. */
@Injectable()
export class PostedAdapters {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /**
   * @param name the adapter that the document is for, when its address says so
   * @throws ProblemError 403 for a token that is limited to some twins, 422 naming every fault
   */
  read(principal: Principal, body: unknown, name?: string): AdapterDocument {
    requireEveryTwin(principal);
    const document = requireAdapterDocument(body);
    if (name !== undefined && document.name !== name) {
      throw refused('/name', 'name', `must be ${name}, as in the address`);
    }
    if (document.kind === 'file' && this.config.watchDirectory === undefined) {
      throw refused('/kind', 'watch-directory', 'needs OPSTWIN_WATCH_DIR, which is not set on this server');
    }
    return document;
  }
}

/** An adapter can deliver for any twin, so a token that is limited to some may not make one. */
export function requireEveryTwin(principal: Principal): void {
  if (TwinScope.of(principal).likePatterns === null) return;
  throw new ProblemError('forbidden', 'Your token is limited to some twins, and adapters concern all of them.');
}

function refused(pointer: string, code: string, message: string): ProblemError {
  return new ProblemError('validation-failed', `The adapter cannot be configured: ${message}.`, {
    errors: [{ pointer, code, message }],
  });
}

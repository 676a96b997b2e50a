import { Injectable } from '@nestjs/common';
import type { TwinScope } from '../../platform/http/access/twin-scope.js';
import { notFound } from '../../platform/http/problems/problem.error.js';
import type { Normalised } from '../ingest/normaliser.js';
import { storedParts } from './domain/judged-reading.js';
import { normaliseMessages } from './normalise-messages.js';
import { PublishedSources } from './published-sources.js';

/** Gives the messages of a named source the form that the store takes. */
@Injectable()
export class SourceNormaliser {
  constructor(private readonly published: PublishedSources) {}

  /**
   * @param now the arrival of the messages, in milliseconds since 1970
   * @throws ProblemError 404 for an unknown source
   */
  async normalise(
    messages: readonly unknown[],
    { tenant, name }: { readonly tenant: string; readonly name: string },
    scope: TwinScope,
    now: number,
  ): Promise<Normalised> {
    const source = await this.published.find(tenant, name);
    if (!source) throw notFound('source', name);
    const { judged, rejected } = normaliseMessages(messages, source.mapping, scope, now);
    return { readings: judged.map(({ reading }) => reading), rejected, parts: judged.flatMap(storedParts) };
  }
}

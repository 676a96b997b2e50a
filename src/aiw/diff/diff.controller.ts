import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal } from '../../platform/http/access/current-principal.decorator.js';
import { RequirePermission } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { EventFeed } from '../feed/event-feed.js';
import { EventFilter } from '../feed/event-filter.js';
import { acceptedType } from './accepted-type.js';
import { DIFF_TYPES, diffAnswer, type DiffType } from './diff-answer.js';
import { nextPath, pageAt, type DiffPage } from './diff-page.js';
import { DiffReader } from './diff-reader.js';
import { DiffDto, DiffPageDto } from './diff.dto.js';
import { LongPolls } from './long-polls.js';

/** What has changed since a cursor. */
@ApiTags('AIW')
@ApiBearerAuth()
@Controller('diff')
export class DiffController {
  constructor(
    private readonly feed: EventFeed,
    private readonly reader: DiffReader,
    private readonly polls: LongPolls,
  ) {}

  @Get()
  @RequirePermission('read')
  @ApiOperation({
    summary: 'The events after a cursor, in order and without gaps',
    description:
      'Without `since`, from the oldest kept event. `next_cursor` is always good for the next request, also when no ' +
      'event passed the filter: one request looks at 20,000 events at most, and `has_more` then says to ask again. With `Accept: ' +
      'application/cloudevents-batch+json` the events come as CloudEvents 1.0, and what the page says besides them in ' +
      'the headers `OpsTwin-Since`, `-Next-Cursor`, `-Has-More`, `-Head` and `-Hash`.',
  })
  @ApiProduces(...DIFF_TYPES)
  @ApiOkResponse({ type: DiffPageDto })
  async diff(
    @CurrentPrincipal() principal: Principal,
    @Query() query: DiffDto,
    @Headers('accept') accept: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const type = requireAccepted(accept);
    const page = await this.read(principal, query, departure(reply));
    const { headers, text } = diffAnswer(page, type, nextPath(page, query));
    reply.headers(headers).send(text);
  }

  private async read(principal: Principal, query: DiffDto, gone: AbortSignal): Promise<DiffPage> {
    const { tenant } = principal;
    const filter = new EventFilter(principal, query);
    let page = pageAt(await this.feed.start(tenant, query.since, 'oldest'));
    const look = async (): Promise<boolean> => {
      page = await this.reader.extend(tenant, page, filter, query.limit);
      return page.events.length > 0 || page.until < page.head;
    };
    if (!(await look()) && query.wait > 0) await this.polls.wait(tenant, query.wait * 1000, gone, look);
    return page;
  }
}

/** @throws ProblemError 406 */
function requireAccepted(accept: string | undefined): DiffType {
  const type = acceptedType(accept, DIFF_TYPES);
  if (type === undefined) throw new ProblemError('not-acceptable', `It is served as ${DIFF_TYPES.join(' or ')}.`);
  return type;
}

/** Aborts when the caller's connection closes before it is answered. */
function departure(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    gone.abort();
  });
  return gone.signal;
}

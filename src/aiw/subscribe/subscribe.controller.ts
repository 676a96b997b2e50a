import { Controller, Get, Headers, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentPrincipal } from '../../platform/http/access/current-principal.decorator.js';
import { RequirePermission } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { EVENT_STREAM_CONTENT } from '../asyncapi/event-stream-content.js';
import { EventFeed } from '../feed/event-feed.js';
import { EventFilter } from '../feed/event-filter.js';
import { FeedDto } from '../feed/feed.dto.js';
import { startCursor } from './start-cursor.js';
import { Subscriptions } from './subscriptions.js';

/** Changes as they happen. */
@ApiTags('AIW')
@ApiBearerAuth()
@Controller('subscribe')
export class SubscribeController {
  constructor(
    private readonly feed: EventFeed,
    private readonly subscriptions: Subscriptions,
  ) {}

  @Get()
  @RequirePermission('read')
  @ApiOperation({
    summary: 'The events after a cursor, and then each new one as it happens (server-sent events)',
    description:
      'Without `since` and `Last-Event-ID` it starts at the newest event. The first event, `hello`, says where; then ' +
      '`id` is the cursor, `event` the type and `data` the event. A faulty cursor is answered before the stream starts.',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'The last `id` received; it beats `since`' })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ description: 'The stream', content: EVENT_STREAM_CONTENT })
  async subscribe(
    @CurrentPrincipal() principal: Principal,
    @Query() query: FeedDto,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const filter = new EventFilter(principal, query);
    const cursor = startCursor(lastEventId, query.since);
    if (request.method !== 'HEAD') {
      await this.subscriptions.start(reply, principal, cursor, filter);
      return;
    }
    await this.feed.start(principal.tenant, cursor, 'head');
    reply.header('content-type', 'text/event-stream; charset=utf-8').send();
  }
}

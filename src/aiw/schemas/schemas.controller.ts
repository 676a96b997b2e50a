import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  ApiBearerAuth,
  ApiBody,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Operation } from '../../platform/event-log/operation.js';
import { CurrentOperation, CurrentPrincipal } from '../../platform/http/access/current-principal.decorator.js';
import { Public, RequirePermission } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { TwinScope } from '../../platform/http/access/twin-scope.js';
import { pageOf, placeOf } from '../../platform/http/paging/page.js';
import { PageQuery } from '../../platform/http/paging/page.query.js';
import { notFound, ProblemError } from '../../platform/http/problems/problem.error.js';
import { JSON_TYPE, publishedDocument } from '../documents/published-document.js';
import { sendDocument } from '../documents/send-document.js';
import { requireIdentifier } from '../../platform/http/validation/identifier.js';
import { KnownCaller } from './known-caller.js';
import { RegisterSchema } from './register-schema.command.js';
import type { SchemaEntry } from './registered-schema.js';
import { REGISTRATION_SHAPE, requireRegistration } from './schema-registration.js';
import { SchemaRegistry } from './schema-registry.js';
import { RegisterSchemaQuery, SchemaEntryDto, SchemaPageDto } from './schemas.dto.js';

const EXAMPLE = {
  name: 'site.readings.v1',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['line'],
    properties: { line: { type: 'string' }, pieces: { type: 'integer', minimum: 0 } },
  },
};

/** The shapes of what OpsTwin takes and gives, and of what a tenant's agents exchange beside it. */
@ApiTags('AIW')
@Controller('schemas')
export class SchemasController {
  constructor(
    private readonly registry: SchemaRegistry,
    private readonly callers: KnownCaller,
    private readonly commands: CommandBus,
  ) {}

  @Get()
  @Public()
  @ApiOperation({
    summary: 'The published schemas, and with a credential those of its tenant, by name',
    description: 'Public. A credential that is sent must be valid.',
  })
  @ApiOkResponse({ type: SchemaPageDto })
  async list(@Query() query: PageQuery, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const caller = await this.callers.of(request);
    const [after] = placeOf(query.page_token, ['string']) ?? [];
    const entries = await this.registry.list(caller?.tenant, after?.toString(), query.limit + 1);
    const page = pageOf(
      entries,
      query.limit,
      ({ name }) => [name],
      (entry) => entry,
    );
    reply.header('vary', 'authorization');
    sendDocument(request, reply, publishedDocument(page, JSON_TYPE), { audience: caller ? 'private' : 'public' });
  }

  @Get(':name')
  @Public()
  @ApiParam({ name: 'name', example: 'event.v1' })
  @ApiOperation({
    summary: 'One schema (JSON Schema 2020-12): a published one, or with a credential one of its tenant',
  })
  async get(@Param('name') name: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const caller = await this.callers.of(request);
    const schema = await this.registry.find(caller?.tenant, requireIdentifier('schema', name));
    if (!schema) throw notFound('schema', name);
    reply.header('vary', 'authorization');
    sendDocument(request, reply, schema, { audience: caller ? 'private' : 'public' });
  }

  @Post()
  @ApiBearerAuth()
  @RequirePermission('administer')
  @ApiOperation({
    summary: 'Register a schema for good; role admin',
    description:
      'A new version of a name must take whatever the newest version before it takes; otherwise 409 lists the breaks. ' +
      'The same schema under the same name again is 200 and changes nothing.',
  })
  @ApiBody({ schema: { ...REGISTRATION_SHAPE, example: EXAMPLE } as object })
  @ApiCreatedResponse({ type: SchemaEntryDto })
  @ApiOkResponse({ type: SchemaEntryDto, description: 'It was registered before' })
  async register(
    @CurrentPrincipal() principal: Principal,
    @CurrentOperation() operation: Operation,
    @Query() { compatibility }: RegisterSchemaQuery,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SchemaEntry> {
    requireEveryTwin(principal);
    const { name, schema } = requireRegistration(body);
    const { entry, added } = await this.commands.execute(new RegisterSchema(operation, name, schema, compatibility));
    reply.code(added ? 201 : 200).header('location', entry.href);
    return entry;
  }
}

/** A schema is for the whole tenant, so a token that is limited to some twins may not register one. */
function requireEveryTwin(principal: Principal): void {
  if (TwinScope.of(principal).likePatterns === null) return;
  throw new ProblemError('forbidden', 'Your token is limited to some twins, and schemas concern all of them.');
}

import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { AsyncApiController } from './asyncapi/async-api.controller.js';
import { DiffController } from './diff/diff.controller.js';
import { DiffReader } from './diff/diff-reader.js';
import { FilteredLog } from './diff/filtered-log.js';
import { LongPolls } from './diff/long-polls.js';
import { EventFeed } from './feed/event-feed.js';
import { ManifestController } from './manifest/manifest.controller.js';
import { ManifestDocument } from './manifest/manifest-document.js';
import { ServedRoutes } from './manifest/served-routes.js';
import { Resources } from './resources/resources.js';
import { ResourcesController } from './resources/resources.controller.js';
import { TelemetryBatches } from './resources/telemetry-batches.js';
import { KnownCaller } from './schemas/known-caller.js';
import { PublishedSchemas } from './schemas/published-schemas.js';
import { RegisterSchemaHandler } from './schemas/register-schema.handler.js';
import { RegisteredSchemas } from './schemas/registered-schemas.js';
import { SchemaRegistry } from './schemas/schema-registry.js';
import { SchemasController } from './schemas/schemas.controller.js';
import { SnapshotController } from './snapshot/snapshot.controller.js';
import { Snapshots } from './snapshot/snapshots.js';
import { StateReader } from './snapshot/state-reader.js';
import { Channels } from './subscribe/channels.js';
import { SubscribeController } from './subscribe/subscribe.controller.js';
import { Subscriptions } from './subscribe/subscriptions.js';

/** How agents find the server, learn its shapes, and follow what happens. */
@Module({
  imports: [DiscoveryModule, CqrsModule],
  controllers: [
    ManifestController,
    AsyncApiController,
    SchemasController,
    SnapshotController,
    DiffController,
    SubscribeController,
    ResourcesController,
  ],
  providers: [
    ServedRoutes,
    ManifestDocument,
    PublishedSchemas,
    RegisteredSchemas,
    SchemaRegistry,
    RegisterSchemaHandler,
    KnownCaller,
    EventFeed,
    FilteredLog,
    DiffReader,
    LongPolls,
    StateReader,
    Snapshots,
    TelemetryBatches,
    Resources,
    Channels,
    Subscriptions,
  ],
})
export class AiwModule {}

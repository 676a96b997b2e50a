import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { GetAssetStateHandler } from './assets/get-asset-state.handler.js';
import { KnownAssetsHandler } from './assets/known-assets.handler.js';
import { SetDesiredStateHandler } from './assets/set-desired-state.handler.js';
import { ReportStatesHandler } from './report/report-states.handler.js';
import { GetTwinHandler } from './twins/get-twin.handler.js';
import { TwinController } from './twins/twin.controller.js';
import { TwinExistsHandler } from './twins/twin-exists.handler.js';
import { TwinReader } from './twins/twin-reader.js';
import { TwinsSnapshotHandler } from './twins/twins-snapshot.handler.js';

@Module({
  imports: [CqrsModule],
  controllers: [TwinController],
  providers: [
    ReportStatesHandler,
    KnownAssetsHandler,
    SetDesiredStateHandler,
    GetAssetStateHandler,
    TwinReader,
    TwinExistsHandler,
    GetTwinHandler,
    TwinsSnapshotHandler,
  ],
})
export class TwinModule {}

import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ActionController } from './actions/action.controller.js';
import { Actions } from './actions/actions.js';
import { Feasibility } from './actions/feasibility.js';
import { GetActionHandler } from './actions/get-action.handler.js';
import { QueueActionHandler } from './actions/queue-action.handler.js';
import { QueueApprovedConsumer } from './actions/queue-approved.consumer.js';
import { UnfinishedActionsHandler } from './actions/unfinished-actions.handler.js';
import { ConnectorRegistry } from './connectors/connector-registry.js';
import { SetParameterConnector } from './connectors/set-parameter.connector.js';
import { ActionJobs } from './execution/action-jobs.js';
import { ActionProgress } from './execution/action-progress.js';
import { ActionWorker } from './execution/action-worker.js';
import { EnqueueConsumer } from './execution/enqueue.consumer.js';
import { LostJobs } from './execution/lost-jobs.js';

@Module({
  imports: [CqrsModule],
  controllers: [ActionController],
  providers: [
    Actions,
    Feasibility,
    QueueActionHandler,
    GetActionHandler,
    UnfinishedActionsHandler,
    QueueApprovedConsumer,
    SetParameterConnector,
    {
      provide: ConnectorRegistry,
      useFactory: (setParameter: SetParameterConnector) => new ConnectorRegistry([setParameter]),
      inject: [SetParameterConnector],
    },
    ActionJobs,
    EnqueueConsumer,
    ActionWorker,
    ActionProgress,
    LostJobs,
  ],
})
export class ActionModule {}

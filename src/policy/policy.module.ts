import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { FirstPolicyConsumer } from './defaults/first-policy.consumer.js';
import { FirstPolicy } from './defaults/first-policy.js';
import { DecidingPoliciesHandler } from './documents/deciding-policies.handler.js';
import { GetPolicyHandler } from './documents/get-policy.handler.js';
import { Policies } from './documents/policies.js';
import { PolicyController } from './documents/policy.controller.js';
import { PublishPolicyHandler } from './documents/publish-policy.handler.js';
import { PublishedPolicies } from './documents/published-policies.js';
import { SavePolicyHandler } from './documents/save-policy.handler.js';
import { Assessor } from './judgement/assessor.js';
import { DecideConsumer } from './judgement/decide.consumer.js';
import { DecisionController } from './judgement/decision.controller.js';
import { Decisions } from './judgement/decisions.js';
import { GetDecisionHandler } from './judgement/get-decision.handler.js';
import { Judge } from './judgement/judge.js';
import { PolicyCases } from './judgement/policy-cases.js';
import { RespondToAnomalyConsumer } from './judgement/respond-to-anomaly.consumer.js';
import { TwinFactsReader } from './judgement/twin-facts.js';
import { AccessQuestions } from './permissions/evaluation/access-questions.js';
import { EvaluateAccess } from './permissions/evaluation/evaluate-access.js';
import { EvaluationController } from './permissions/evaluation/evaluation.controller.js';
import { PermissionsModule } from './permissions/permissions.module.js';
import { DefineRoleHandler } from './permissions/roles/define-role.handler.js';
import { RemoveRoleHandler } from './permissions/roles/remove-role.handler.js';
import { RoleViews } from './permissions/roles/role-views.js';
import { RoleController } from './permissions/roles/role.controller.js';
import { ApproveProposalHandler } from './proposals/approve-proposal.handler.js';
import { CreateProposalHandler } from './proposals/create-proposal.handler.js';
import { GetProposalHandler } from './proposals/get-proposal.handler.js';
import { PendingProposalsHandler } from './proposals/pending-proposals.handler.js';
import { ProposalController } from './proposals/proposal.controller.js';
import { ProposalExpiry } from './proposals/proposal-expiry.js';
import { ProposalSettlement } from './proposals/proposal-settlement.js';
import { Proposals } from './proposals/proposals.js';
import { RecordOutcomeConsumer } from './proposals/record-outcome.consumer.js';
import { RejectProposalHandler } from './proposals/reject-proposal.handler.js';

const PERMISSIONS = [RoleViews, DefineRoleHandler, RemoveRoleHandler, EvaluateAccess, AccessQuestions];

const DOCUMENTS = [
  Policies,
  PublishedPolicies,
  SavePolicyHandler,
  PublishPolicyHandler,
  GetPolicyHandler,
  DecidingPoliciesHandler,
  FirstPolicy,
  FirstPolicyConsumer,
];

const JUDGEMENT = [
  TwinFactsReader,
  PolicyCases,
  RespondToAnomalyConsumer,
  Assessor,
  Judge,
  Decisions,
  DecideConsumer,
  GetDecisionHandler,
];

const PROPOSALS = [
  Proposals,
  ProposalSettlement,
  CreateProposalHandler,
  ApproveProposalHandler,
  RejectProposalHandler,
  GetProposalHandler,
  PendingProposalsHandler,
  ProposalExpiry,
  RecordOutcomeConsumer,
];

@Module({
  imports: [CqrsModule, PermissionsModule],
  controllers: [RoleController, EvaluationController, PolicyController, DecisionController, ProposalController],
  providers: [...PERMISSIONS, ...DOCUMENTS, ...JUDGEMENT, ...PROPOSALS],
})
export class PolicyModule {}

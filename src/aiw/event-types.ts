/** Every type of event that this version appends to the log, in the order of the loop. */
export const EVENT_TYPES = [
  'TwinCreated',
  'TwinUpdated',
  'TelemetryAppended',
  'AssetConnectionChanged',
  'AnomalyDetected',
  'AnomalyCleared',
  'SimulationQueued',
  'SimulationStarted',
  'SimulationCompleted',
  'SimulationFailed',
  'DecisionMade',
  'AnalysisRequested',
  'ProposalCreated',
  'ProposalApproved',
  'ProposalRejected',
  'ProposalExpired',
  'ActionQueued',
  'ActionStarted',
  'ActionSucceeded',
  'ActionFailed',
  'PolicyPublished',
  'SourcePublished',
  'SchemaRegistered',
  'AdapterConfigured',
  'AdapterRemoved',
  'UserCreated',
  'UserUpdated',
  'UserRemoved',
  'SessionRevoked',
  'ApiKeyCreated',
  'ApiKeyRevoked',
  'RoleDefined',
  'RoleRemoved',
  'TenantCreated',
  'TenantUpdated',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** The published schema of the `data` of events of a type, such as `event.twin_created.v1`. */
export function dataSchemaOf(type: string): string {
  return `event.${type.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase()}.v1`;
}

import { CreateEventLog } from './20261120100000-create-event-log.js';
import { CreateIdentity } from './20261120100100-create-identity.js';
import { CreateTwins } from './20261120100200-create-twins.js';
import { CreateTelemetry } from './20261120100300-create-telemetry.js';
import { CreateSimulation } from './20261120100400-create-simulation.js';
import { CreatePolicy } from './20261120100500-create-policy.js';
import { CreateAction } from './20261120100600-create-action.js';
import { CreateSchemaRegistry } from './20261120100700-create-schema-registry.js';
import { IndexOpenAnomaliesAndLogTime } from './20261120100800-index-open-anomalies-and-log-time.js';
import { LogRetention } from './20261120100900-log-retention.js';
import { PartitionSamples } from './20261120101000-partition-samples.js';
import { CreateRollups } from './20261120101001-create-rollups.js';
import { StoreSamples } from './20261120101002-store-samples.js';
import { VersionDetectorStates } from './20261120101003-version-detector-states.js';
import { CreateSources } from './20261120101100-create-sources.js';
import { CreateAdapters } from './20261120101200-create-adapters.js';
import { CreateSessions } from './20261120101300-create-sessions.js';
import { CreateApiKeys } from './20261120101400-create-api-keys.js';
import { CreateRevocations } from './20261120101401-create-revocations.js';
import { CreateAccessRecords } from './20261120101500-create-access-records.js';
import { IndexSamplesByTime } from './20261120101600-index-samples-by-time.js';
import { CreateCustomRoles } from './20261120101700-create-custom-roles.js';
import { GuardRows } from './20261120101800-guard-rows.js';
import { AdministerTenants } from './20261120101900-administer-tenants.js';

/** Every migration, in the order in which they run. */
export const MIGRATIONS = [
  CreateEventLog,
  CreateIdentity,
  CreateTwins,
  CreateTelemetry,
  CreateSimulation,
  CreatePolicy,
  CreateAction,
  CreateSchemaRegistry,
  IndexOpenAnomaliesAndLogTime,
  LogRetention,
  PartitionSamples,
  CreateRollups,
  StoreSamples,
  VersionDetectorStates,
  CreateSources,
  CreateAdapters,
  CreateSessions,
  CreateApiKeys,
  CreateRevocations,
  CreateAccessRecords,
  IndexSamplesByTime,
  CreateCustomRoles,
  GuardRows,
  AdministerTenants,
];

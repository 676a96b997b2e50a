import { grouped, short } from '../terminal/numbers.js';
import { both, count, field, listed, nested, phrase, wrapped, type EventData } from './event-fields.js';

type Words = (data: EventData) => string | undefined;

/**
 * What happened, in words, by event type. Any field may be missing: what is there is said, and undefined means that
 * nothing was.
 */
export const EVENT_WORDS: Readonly<Record<string, Words>> = {
  TelemetryAppended: (data) =>
    phrase(
      both(count(data, 'samples', grouped), 'samples'),
      both('of', listed(data, 'assets', 'assets')),
      wrapped('(', listed(data, 'metrics', 'metrics'), ')'),
      both('from', field(data, 'start')),
      both('to', field(data, 'end')),
    ),
  AnomalyDetected: (data) =>
    phrase(
      both(field(data, 'severity'), place(data) && 'on'),
      place(data),
      both('is', count(data, 'value', short)),
      both('where normal is', normal(nested(data, 'baseline'))),
      wrapped('(score ', count(data, 'score', short), ')'),
      field(data, 'anomaly_id'),
    ),
  AnomalyCleared: (data) => phrase(place(data), both('is normal again', field(data, 'anomaly_id'))),
  SimulationQueued: simulation('is queued'),
  SimulationStarted: simulation('has started'),
  SimulationCompleted: (data) =>
    phrase(
      field(data, 'scenario'),
      both('recommends', recommended(nested(data, 'recommended'))),
      both('with confidence', count(nested(data, 'recommended'), 'confidence', short)),
      field(data, 'sim_id'),
    ),
  SimulationFailed: simulation('has failed'),
  SimulationCancelled: simulation('was cancelled'),
  DecisionMade: (data) =>
    phrase(
      both('decided', field(data, 'outcome')),
      both('at confidence', count(data, 'confidence', short)),
      field(data, 'decision_id'),
    ),
  AnalysisRequested: (data) => phrase(both('wanted:', field(data, 'reason')), field(data, 'decision_id')),
  ProposalCreated: (data) =>
    phrase(
      wrapped('"', field(data, 'summary'), '"'),
      both('to', action(nested(data, 'recommended_action'))),
      both('until', field(data, 'expires_at')),
      field(data, 'proposal_id'),
    ),
  ProposalVoted: proposal('recommendation'),
  ProposalModified: proposal('reason'),
  ProposalApproved: proposal('reason'),
  ProposalRejected: proposal('reason'),
  ProposalExpired: proposal('reason'),
  ActionQueued: acted,
  ActionStarted: acted,
  ActionSucceeded: acted,
  ActionFailed: acted,
  ActionVerified: acted,
  ActionRolledBack: acted,
};

function place(data: EventData): string | undefined {
  return phrase(field(data, 'asset_id'), field(data, 'metric'));
}

function normal(baseline: EventData): string | undefined {
  return phrase(count(baseline, 'mean', short), both('±', count(baseline, 'std', short)));
}

function recommended(data: EventData): string | undefined {
  return field(data, 'candidate_id') ?? action(nested(data, 'action')) ?? field(data, 'action');
}

function action(data: EventData): string | undefined {
  return phrase(field(data, 'type'), field(data, 'target'));
}

function acted(data: EventData): string | undefined {
  const why = field(data, 'reason') ?? field(data, 'error');
  return phrase(action(data), wrapped('(', why, ')'), field(data, 'action_id'));
}

function proposal(what: string): Words {
  return (data) => phrase(field(data, 'proposal_id'), wrapped('(', field(data, what), ')'));
}

function simulation(state: string): Words {
  return (data) => {
    const name = phrase(field(data, 'scenario'), field(data, 'sim_id'));
    return name && phrase(name, state, wrapped('(', field(data, 'reason') ?? field(data, 'error'), ')'));
  };
}

import type { PolicyDocument } from '../documents/policy-document.js';
import { HOLD_OR_MOVE_SETPOINT } from './hold-or-move-setpoint.js';

export const DEFAULT_POLICY_NAME = 'default';

/** What holds until an admin publishes something else: a serious anomaly is simulated, and a person is always asked. */
export const DEFAULT_POLICY: PolicyDocument = {
  name: DEFAULT_POLICY_NAME,
  description: 'On a high or critical anomaly, compares holding with moving the setpoint, and always asks a person.',
  selector: { twins: ['*'] },
  rules: [
    {
      id: 'serious-anomaly',
      when: "anomaly.severity in ['high', 'critical']",
      simulate: {
        scenario: HOLD_OR_MOVE_SETPOINT.name,
        parameters: {
          observed: 'anomaly.value',
          baseline: 'anomaly.baseline.mean',
          spread: 'anomaly.baseline.std',
        },
      },
      decide: {
        approval: 'always',
        auto_execute: [],
        thresholds: { auto: 0.9, propose: 0.7 },
        weights: { history: 0.25, data_quality: 0.25, simulation: 0.3, consensus: 0.2 },
        missing: { history: 0.5, data_quality: 0, simulation: 0, consensus: 0.5 },
      },
      proposal: { expires_in_s: 3600 },
    },
  ],
  constraints: [],
};

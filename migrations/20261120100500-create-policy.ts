import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Versioned policies, the cases and decisions made by them, and proposals. */
export class CreatePolicy implements MigrationInterface {
  readonly name = 'CreatePolicy1795169100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE policy (
        tenant text NOT NULL REFERENCES tenant,
        id text NOT NULL,
        name text NOT NULL,
        published_version integer,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (tenant, id),
        UNIQUE (tenant, name)
      );

      CREATE TABLE policy_version (
        tenant text NOT NULL REFERENCES tenant,
        policy_id text NOT NULL,
        version integer NOT NULL,
        document jsonb NOT NULL,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (tenant, policy_id, version),
        FOREIGN KEY (tenant, policy_id) REFERENCES policy (tenant, id)
      );

      ALTER TABLE policy ADD CONSTRAINT policy_published FOREIGN KEY (tenant, id, published_version)
        REFERENCES policy_version (tenant, policy_id, version);
    `);

    // Decisions and approvals refer to a version, so what it says may never change.
    await runner.query(`
      CREATE FUNCTION refuse_policy_version_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'Version % of policy % is immutable', OLD.version, OLD.policy_id;
      END $$;

      CREATE TRIGGER policy_version_is_immutable BEFORE UPDATE ON policy_version
        FOR EACH ROW EXECUTE FUNCTION refuse_policy_version_change();
    `);

    await runner.query(`
      CREATE TABLE policy_case (
        tenant text NOT NULL REFERENCES tenant,
        sim_id text NOT NULL,
        anomaly_id text NOT NULL,
        twin_id text NOT NULL,
        policy_id text NOT NULL,
        policy_version integer NOT NULL,
        rule_id text NOT NULL,
        trigger_event_id text NOT NULL,
        anomaly jsonb NOT NULL,
        rules jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (tenant, sim_id),
        FOREIGN KEY (tenant, policy_id, policy_version) REFERENCES policy_version (tenant, policy_id, version)
      );

      CREATE TABLE decision (
        tenant text NOT NULL REFERENCES tenant,
        id text NOT NULL,
        twin_id text NOT NULL,
        outcome text NOT NULL,
        confidence double precision NOT NULL,
        confidence_parts jsonb NOT NULL,
        action jsonb,
        anomaly_id text NOT NULL,
        sim_id text NOT NULL,
        policy_id text NOT NULL,
        policy_version integer NOT NULL,
        rule_id text NOT NULL,
        trigger_event_id text NOT NULL,
        simulation_event_id text NOT NULL,
        proposal_id text,
        rules jsonb NOT NULL,
        constraints jsonb NOT NULL,
        reasoning jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (tenant, id),
        UNIQUE (tenant, sim_id)
      );

      CREATE INDEX decision_newest ON decision (tenant, created_at DESC, id DESC);

      CREATE TABLE proposal (
        tenant text NOT NULL REFERENCES tenant,
        id text NOT NULL,
        twin_id text NOT NULL,
        status text NOT NULL,
        summary text NOT NULL,
        evidence jsonb NOT NULL,
        action jsonb NOT NULL,
        target_state jsonb NOT NULL,
        digest text NOT NULL,
        confidence double precision,
        decision_id text,
        sim_id text,
        anomaly_id text,
        policy_id text,
        policy_version integer,
        proposed_by text NOT NULL,
        correlation_id text NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        settled_at timestamptz,
        settled_by text,
        reason text,
        outcome text,
        outcome_error text,
        action_id text,
        executed_at timestamptz,
        revision integer NOT NULL DEFAULT 1,
        PRIMARY KEY (tenant, id)
      );

      CREATE INDEX proposal_newest ON proposal (tenant, created_at DESC, id DESC);
      CREATE INDEX proposal_due ON proposal (expires_at) WHERE status = 'pending';
      CREATE INDEX proposal_history ON proposal (tenant, twin_id, (action ->> 'type')) WHERE outcome IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE proposal, decision, policy_case;
      ALTER TABLE policy DROP CONSTRAINT policy_published;
      DROP TABLE policy_version, policy;
      DROP FUNCTION refuse_policy_version_change();
    `);
  }
}

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Faults of schemas, settings and roles. What they are found by is read every 5 or 30 minutes, so
/// that they are injected together, each at an object of its own.
final class SchemaDrills {
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(7);
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(33);

  private SchemaDrills() {}

  /// Those that are found by what is read every five minutes.
  static List<Drill> often() {
    return Stream.concat(tables().stream(), settings().stream()).toList();
  }

  private static List<Drill> tables() {
    return List.of(
        often(
                "sequence-near-end",
                "sequence-near-end",
                "A sequence of smallint is at 30,000.",
                rig -> sql(rig, "CREATE SEQUENCE tickets AS smallint; SELECT setval('tickets', 30000)", "DROP SEQUENCE tickets"))
            .about("tickets"),
        often(
                "key-near-end",
                "key-near-end",
                "The sequence of an integer key is at 2.1 billion.",
                rig ->
                    sql(
                        rig,
                        """
                        CREATE SEQUENCE wide;
                        CREATE TABLE invoices (id integer PRIMARY KEY DEFAULT nextval('wide'));
                        ALTER SEQUENCE wide OWNED BY invoices.id;
                        SELECT setval('wide', 2100000000)""",
                        "DROP TABLE invoices"))
            .about("invoices")
            .with("sequence-near-end"),
        often(
                "statistics-gone",
                "never-analyzed",
                "A table is filled and neither vacuumed nor analyzed.",
                rig ->
                    sql(
                        rig,
                        "CREATE TABLE unknown_rows WITH (autovacuum_enabled = off) AS SELECT i AS id FROM generate_series(1, 60000) AS i",
                        "DROP TABLE unknown_rows"))
            .about("unknown_rows")
            .with("never-vacuumed", "autovacuum-off-for-table", "table-without-key"),
        often(
                "dead-rows",
                "dead-rows",
                "Two thirds of a table's rows are deleted, and autovacuum is off for it.",
                rig ->
                    sql(
                        rig,
                        """
                        CREATE TABLE worn (id int PRIMARY KEY) WITH (autovacuum_enabled = off);
                        INSERT INTO worn SELECT generate_series(1, 90000);
                        ANALYZE worn;
                        DELETE FROM worn WHERE id > 30000""",
                        "DROP TABLE worn"))
            .about("worn")
            .with("never-vacuumed", "autovacuum-off-for-table", "table-bloat"));
  }

  private static List<Drill> settings() {
    return List.of(
        setting("full-page-writes-off", "full-page-writes-off", "full_page_writes", "off"),
        setting("track-counts-off", "track-counts-off", "track_counts", "off").with("autovacuum-off"),
        setting("planner-feature-off", "planner-feature-off", "enable_hashjoin", "off"),
        setting("passwords-as-md5", "password-encryption-md5", "password_encryption", "md5"),
        setting("setting-changed", "setting-changed", "work_mem", "8MB").about("work_mem"),
        setting("restart-pending", "setting-pending-restart", "max_locks_per_transaction", "96").about("max_locks"),
        setting("checkpoints-often", "checkpoint-timeout-short", "checkpoint_timeout", "30s"),
        often(
                "superuser-added",
                "superuser-added",
                "A role becomes a superuser.",
                rig -> sql(rig, "CREATE ROLE intruder SUPERUSER", "DROP ROLE intruder"))
            .about("intruder")
            .with("role-gained-rights", "superusers-many"),
        often(
                "rights-gained",
                "role-gained-rights",
                "A role is given CREATEROLE.",
                rig -> sql(rig, "ALTER ROLE clerk CREATEROLE", "ALTER ROLE clerk NOCREATEROLE"))
            .about("clerk"),
        often(
                "role-overrides",
                "setting-overridden-by-role",
                "A role has synchronous_commit = off of its own.",
                rig ->
                    sql(
                        rig,
                        "ALTER ROLE clerk SET synchronous_commit = off",
                        "ALTER ROLE clerk RESET synchronous_commit"))
            .with("setting-changed"));
  }

  /// Those that are found by what is read every half an hour.
  static List<Drill> seldom() {
    return Stream.concat(indexes().stream(), further().stream()).toList();
  }

  private static List<Drill> indexes() {
    return List.of(
        flaw("duplicate-index", "duplicate-index", "An index is made once more.",
            """
            CREATE TABLE twice (id int PRIMARY KEY, v text);
            INSERT INTO twice SELECT i, md5(i::text) FROM generate_series(1, 20000) AS i;
            CREATE INDEX twice_v_idx ON twice (v); CREATE INDEX twice_v_again_idx ON twice (v)""",
            "DROP TABLE twice").about("twice"),
        flaw("redundant-index", "redundant-index", "An index is the beginning of another one.",
            """
            CREATE TABLE begun (id int PRIMARY KEY, a int, b int);
            INSERT INTO begun SELECT i, i, i FROM generate_series(1, 20000) AS i;
            CREATE INDEX begun_a_idx ON begun (a); CREATE INDEX begun_a_b_idx ON begun (a, b)""",
            "DROP TABLE begun").about("begun"),
        flaw("foreign-key-without-index", "foreign-key-without-index", "A foreign key has no index.",
            """
            CREATE TABLE owners (id int PRIMARY KEY); INSERT INTO owners SELECT generate_series(1, 100);
            CREATE TABLE owned (id int PRIMARY KEY, owner_id int REFERENCES owners, v text);
            INSERT INTO owned SELECT i, i % 100 + 1, repeat('x', 100) FROM generate_series(1, 30000) AS i;
            ANALYZE owners, owned""",
            "DROP TABLE owned, owners").about("owned"),
        flaw("constraint-not-valid", "constraint-not-valid", "A constraint is added NOT VALID.",
            "CREATE TABLE limits (id int PRIMARY KEY); ALTER TABLE limits ADD CONSTRAINT positive CHECK (id > 0) NOT VALID",
            "DROP TABLE limits").about("limits"),
        flaw("table-without-key", "table-without-key", "A table has no key.",
            "CREATE TABLE keyless (at timestamptz, what text); INSERT INTO keyless VALUES (now(), 'x'); ANALYZE keyless",
            "DROP TABLE keyless").about("keyless"),
        flaw("trigger-disabled", "trigger-disabled", "A trigger is disabled.",
            """
            CREATE TABLE guarded (id int PRIMARY KEY);
            CREATE FUNCTION guard() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
            CREATE TRIGGER guard BEFORE INSERT ON guarded FOR EACH ROW EXECUTE FUNCTION guard();
            ALTER TABLE guarded DISABLE TRIGGER guard""",
            "DROP TABLE guarded; DROP FUNCTION guard()").about("guarded"),
        flaw("autovacuum-off-for-table", "autovacuum-off-for-table", "Autovacuum is switched off for a table.",
            """
            CREATE TABLE left_out (id int PRIMARY KEY) WITH (autovacuum_enabled = off);
            INSERT INTO left_out SELECT generate_series(1, 50000); ANALYZE left_out""",
            "DROP TABLE left_out").about("left_out").with("never-vacuumed"),
        flaw("table-bloat", "table-bloat", "Six tenths of a table's rows are removed.",
            """
            CREATE TABLE holes (id bigint PRIMARY KEY, v text);
            INSERT INTO holes SELECT i, repeat(md5(i::text), 24) FROM generate_series(1, 300000) AS i;
            DELETE FROM holes WHERE id % 10 < 6; ANALYZE holes""",
            "DROP TABLE holes").about("holes").with("index-bloat", "dead-rows"),
        flaw("index-invalid", "invalid-index", "CREATE INDEX CONCURRENTLY fails.",
            "", "DROP TABLE failing").about("failing"));
  }

  private static List<Drill> further() {
    return List.of(
        flaw("no-replica-identity", "replica-identity-missing", "A table without a key is published.",
            """
            CREATE TABLE anonymous (at timestamptz, what text); INSERT INTO anonymous VALUES (now(), 'x');
            CREATE PUBLICATION of_drills FOR TABLE anonymous""",
            "DROP PUBLICATION of_drills; DROP TABLE anonymous").about("anonymous").with("table-without-key"),
        flaw("narrow-foreign-key", "foreign-key-narrower", "A foreign key of type integer references a bigint.",
            """
            CREATE TABLE wide_ones (id bigint PRIMARY KEY);
            CREATE TABLE narrow_ones (id int PRIMARY KEY, wide_id int REFERENCES wide_ones)""",
            "DROP TABLE narrow_ones, wide_ones").about("narrow_ones"),
        flaw("partition-missing", "next-partition-missing", "The last partition ended years ago.",
            """
            CREATE TABLE measured (at timestamptz, v int) PARTITION BY RANGE (at);
            CREATE TABLE measured_last PARTITION OF measured FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
            CREATE TABLE measured_other PARTITION OF measured DEFAULT;
            INSERT INTO measured VALUES (now(), 1)""",
            "DROP TABLE measured").about("measured").with("default-partition-filling", "table-without-key"),
        flaw("unlogged-table", "unlogged-table", "A table is unlogged.",
            "CREATE UNLOGGED TABLE lost_on_crash (id int PRIMARY KEY)",
            "DROP TABLE lost_on_crash").about("lost_on_crash"),
        flaw("schema-open", "schema-open-to-all", "Everybody may make tables in a schema.",
            "CREATE SCHEMA shared; GRANT CREATE ON SCHEMA shared TO PUBLIC",
            "DROP SCHEMA shared").about("shared"),
        flaw("definer-function", "definer-function-open", "Everybody may call a function with a superuser's rights.",
            "CREATE FUNCTION pay(amount integer) RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
            "DROP FUNCTION pay(integer)").about("pay"),
        flaw("policy-not-enforced", "policy-not-enforced", "A table has a policy and row security is off.",
            "CREATE TABLE rows_of_tenants (id int PRIMARY KEY, tenant text); CREATE POLICY own ON rows_of_tenants USING (tenant = current_user)",
            "DROP TABLE rows_of_tenants").about("rows_of_tenants"));
  }

  private static Drill often(String name, String cause, String fault, Drill.Injection injection) {
    return Drill.of(name, cause, fault, injection).within(FIVE_MINUTES);
  }

  private static Drill setting(String name, String cause, String setting, String value) {
    return often(
            name, cause, "%s is set to %s.".formatted(setting, value), rig -> rig.set(setting, value))
        .with("setting-changed");
  }

  private static Drill flaw(String name, String cause, String fault, String made, String dropped) {
    return Drill.of(
            name,
            cause,
            fault,
            rig -> {
              if (made.isEmpty()) {
                fails(rig);
              } else {
                rig.run("drills", made);
              }
              return () -> rig.run("drills", dropped);
            })
        .within(HALF_AN_HOUR);
  }

  private static void fails(Rig rig) {
    rig.run(
        "drills",
        "CREATE TABLE failing (id int PRIMARY KEY); INSERT INTO failing SELECT generate_series(1, 10)");
    Rig.join(
        List.of(
            Rig.quietly(
                () ->
                    rig.run("drills", "CREATE INDEX CONCURRENTLY failed_idx ON failing ((1 / (id - 5)))"))));
  }

  private static Drill.Removal sql(Rig rig, String made, String dropped) {
    rig.run("drills", made);
    return () -> rig.run("drills", dropped);
  }
}

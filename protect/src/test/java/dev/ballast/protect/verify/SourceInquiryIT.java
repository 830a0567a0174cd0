package dev.ballast.protect.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.sql.QualifiedIdentifier;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is asked of a source, and what is not. Nothing is damaged here: see `WhoseDamageIT`.
class SourceInquiryIT {
  /// Raises an error if a session of Ballast runs it.
  private static final String TRAP =
      """
      CREATE FUNCTION trap(int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS $$
      BEGIN
        IF current_setting('application_name') = 'ballast prove' THEN
          RAISE EXCEPTION 'code of the database ran';
        END IF;
        RETURN $1;
      END $$
      """;

  private static final List<String> OBJECTS =
      List.of(
          TRAP,
          "CREATE TABLE t AS SELECT g AS id, int4range(g, g + 1) AS during FROM generate_series(1, 9) g",
          "CREATE INDEX sound ON t (id)",
          "CREATE INDEX trapped ON t (public.trap(id))",
          "CREATE INDEX trapped_partly ON t (id) WHERE public.trap(id) > 0",
          "CREATE INDEX of_ranges ON t (during)",
          """
          CREATE FUNCTION compare(int, int) RETURNS int IMMUTABLE LANGUAGE sql
            AS 'SELECT pg_catalog.btint4cmp(public.trap($1), $2)'
          """,
          """
          CREATE OPERATOR CLASS own FOR TYPE int4 USING btree AS
            OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
            FUNCTION 1 compare(int, int)
          """,
          "CREATE INDEX by_own_class ON t (id own)",
          "CREATE INDEX hashed ON t USING hash (id)");

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void asksOnlyWhatRunsNoCodeOfTheDatabaseAndSaysWhyOtherwise(int major) {
    try (TemporaryCluster source = TemporaryCluster.start(major, Clock.system());
        Session session = source.session()) {
      session.execute("SET search_path = public");
      OBJECTS.forEach(session::execute);
      long id = session.number("SELECT system_identifier FROM pg_control_system()");
      SourceInquiry inquiry = new SourceInquiry(Optional.of(source::settings), id);
      Suspect sound = suspect(session, "sound", "btree");

      assertUnknown(inquiry.ask("postgres", sound), "does not have the extension amcheck");
      session.execute("CREATE EXTENSION amcheck");
      // Of the same name, for a session that asks with an oid.
      session.execute(
          "CREATE FUNCTION bt_index_check(oid, bool) RETURNS void LANGUAGE sql AS 'SELECT public.trap(1)'");

      assertThat(inquiry.ask("postgres", sound)).isInstanceOf(DamageOrigin.Copy.class);
      assertThat(inquiry.ask("postgres", suspect(session, "t", "heap")))
          .isInstanceOf(DamageOrigin.Copy.class);
      for (String index : List.of("trapped", "trapped_partly", "of_ranges", "by_own_class")) {
        assertUnknown(inquiry.ask("postgres", suspect(session, index, "btree")), "would run code");
      }
      assertUnknown(
          inquiry.ask("postgres", suspect(session, "hashed", "hash")), "heaps and B-trees only");
      assertThatTheTrapWorks(session);
      assertUnknown(
          new SourceInquiry(Optional.of(source::settings), id + 1).ask("postgres", sound),
          "is another cluster");
      assertUnknown(SourceInquiry.none().ask("postgres", sound), "does not know how to reach");
      assertUnknown(inquiry.ask("gone", sound), "could not be asked: database \"gone\"");
      assertUnknown(asRole(source, session, id).ask("postgres", sound), "may not call");
      session.execute("ALTER INDEX sound RENAME TO other");
      assertUnknown(inquiry.ask("postgres", sound), "rebuilt, renamed or dropped");
    }
  }

  /// The control: the check itself would run the code.
  private static void assertThatTheTrapWorks(Session session) {
    session.execute("SET application_name = 'ballast prove'");
    for (String index : List.of("trapped", "by_own_class")) {
      assertThatThrownBy(
              () ->
                  session.query(
                      "SELECT bt_index_check('%s'::regclass, true)".formatted(index), row -> 0))
          .hasMessageContaining("code of the database ran");
    }
    session.execute("RESET application_name");
  }

  private static SourceInquiry asRole(TemporaryCluster source, Session session, long id) {
    session.execute("CREATE ROLE plain LOGIN");
    Supplier<ConnectionSettings> plain =
        () -> source.settings().withUser("plain", Optional.empty());
    return new SourceInquiry(Optional.of(plain), id);
  }

  private static Suspect suspect(Session session, String name, String method) {
    return new Suspect(
        session.number("SELECT '%s'::regclass::oid::int8".formatted(name)),
        QualifiedIdentifier.of("public", name),
        method);
  }

  private static void assertUnknown(DamageOrigin origin, String reason) {
    assertThat(origin)
        .isInstanceOfSatisfying(
            DamageOrigin.Unknown.class, unknown -> assertThat(unknown.reason()).contains(reason));
  }
}

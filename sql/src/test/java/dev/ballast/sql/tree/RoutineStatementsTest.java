package dev.ballast.sql.tree;

import static dev.ballast.sql.tree.Reading.read;
import static dev.ballast.sql.tree.Reading.textAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.tree.GuardStatement.AlterEventTrigger;
import dev.ballast.sql.tree.GuardStatement.AlterPolicy;
import dev.ballast.sql.tree.GuardStatement.Command;
import dev.ballast.sql.tree.GuardStatement.CreateEventTrigger;
import dev.ballast.sql.tree.GuardStatement.CreatePolicy;
import dev.ballast.sql.tree.GuardStatement.CreateRule;
import dev.ballast.sql.tree.GuardStatement.CreateTrigger;
import dev.ballast.sql.tree.GuardStatement.CreateTrigger.Event;
import dev.ballast.sql.tree.GuardStatement.CreateTrigger.Timing;
import dev.ballast.sql.tree.RoutineStatement.AlterFunction;
import dev.ballast.sql.tree.RoutineStatement.Call;
import dev.ballast.sql.tree.RoutineStatement.CreateFunction;
import dev.ballast.sql.tree.RoutineStatement.Do;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutineStatementsTest {
  private static final QualifiedName T = QualifiedName.of("s", "t");

  @Test
  void aFunctionTellsAllThatItsCallersNeed() {
    CreateFunction function =
        read(
            CreateFunction.class,
            """
            CREATE OR REPLACE FUNCTION s.t(a int DEFAULT g(1), OUT b text, INOUT c int, VARIADIC d int[])
            RETURNS SETOF record LANGUAGE SQL STABLE SECURITY DEFINER STRICT COST 7
            SET search_path = pg_catalog, s SET work_mem TO '1GB' SET x FROM CURRENT AS 'SELECT 1'""");

    assertThat(function.name()).isEqualTo(T);
    assertThat(function.replace()).isTrue();
    assertThat(function.procedure()).isFalse();
    assertThat(function.parameters())
        .extracting(RoutineParameter::mode)
        .containsExactly(
            RoutineParameter.Mode.IN,
            RoutineParameter.Mode.OUT,
            RoutineParameter.Mode.INOUT,
            RoutineParameter.Mode.VARIADIC);
    assertThat(function.parameters().getFirst().name()).contains("a");
    assertThat(function.parameters().getFirst().defaultValue())
        .containsInstanceOf(Expression.FunctionCall.class);
    assertThat(function.returns().orElseThrow().canonical()).isEqualTo("SETOF record");
    assertThat(function.language()).isEqualTo("sql");
    assertThat(function.attributes().volatility()).isEqualTo(Volatility.STABLE);
    assertThat(function.attributes().securityDefiner()).isTrue();
    assertThat(function.attributes().settings())
        .containsExactly(
            new Setting("search_path", List.of("pg_catalog", "s")),
            new Setting("work_mem", List.of("1GB")),
            new Setting("x", List.of()));
    assertThat(function.attributes().options())
        .extracting(Option::name)
        .containsExactly("strict", "cost");
    assertThat(function.atomicBody()).isEmpty();
  }

  @Test
  void aBareFunctionIsVolatileAndRunsAsItsCaller() {
    CreateFunction function =
        read(CreateFunction.class, "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS ''");

    assertThat(function.attributes().volatility()).isEqualTo(Volatility.VOLATILE);
    assertThat(function.attributes().securityDefiner()).isFalse();
    assertThat(function.attributes().settings()).isEmpty();
    assertThat(function.parameters()).isEmpty();
  }

  @Test
  void aTableResultHasColumns() {
    CreateFunction function =
        read(
            CreateFunction.class,
            "CREATE FUNCTION f(int) RETURNS TABLE (a int, b text) LANGUAGE sql AS ''");

    assertThat(function.parameters())
        .extracting(RoutineParameter::mode)
        .containsExactly(
            RoutineParameter.Mode.IN, RoutineParameter.Mode.TABLE, RoutineParameter.Mode.TABLE);
    assertThat(function.parameters().getFirst().name()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE FUNCTION größe() RETURNS int LANGUAGE sql AS $$SELECT 'ü'$$",
        "CREATE FUNCTION größe() RETURNS int AS $x$SELECT 'ü'$x$ LANGUAGE sql",
        "CREATE FUNCTION größe() RETURNS int AS /* wörtlich */ $$SELECT 'ü'$$ LANGUAGE sql",
        "CREATE FUNCTION größe() RETURNS int LANGUAGE sql AS -- ü\n\t$a$SELECT 'ü'$a$",
        "DO $$SELECT 'ü'$$",
        "DO LANGUAGE plpgsql $ä$SELECT 'ü'$ä$"
      })
  void theBodysPlaceIsKnownWhereItStandsAsItIs(String sql) {
    BodyText body =
        switch (read(RoutineStatement.class, sql)) {
          case CreateFunction function -> function.body().orElseThrow();
          case Do block -> block.body();
          case RoutineStatement other -> throw new AssertionError(other);
        };

    assertThat(body.text()).isEqualTo("SELECT 'ü'");
    assertThat(textAt(sql, body.offset(), 6)).isEqualTo("SELECT");
  }

  @Test
  void aBodyInPlainQuotesHasAPlaceToo() {
    String sql = "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'";

    assertThat(read(CreateFunction.class, sql).body()).contains(new BodyText("SELECT 1", 49));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT ''x'''",
        "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS E'SELECT \\'x\\''"
      })
  void aBodyWithEscapesHasNoPlace(String sql) {
    assertThat(read(CreateFunction.class, sql).body())
        .contains(new BodyText("SELECT 'x'", Located.UNKNOWN));
  }

  @Test
  void anAtomicBodyIsPartOfTheStatement() {
    CreateFunction procedure =
        read(
            CreateFunction.class,
            "CREATE PROCEDURE p() BEGIN ATOMIC INSERT INTO s.t VALUES (1); DELETE FROM u; END");
    CreateFunction function =
        read(CreateFunction.class, "CREATE FUNCTION f() RETURNS int RETURN g(1)");

    assertThat(procedure.procedure()).isTrue();
    assertThat(procedure.language()).isEqualTo("sql");
    assertThat(procedure.returns()).isEmpty();
    assertThat(procedure.body()).isEmpty();
    assertThat(procedure.atomicBody())
        .extracting(statement -> (Object) statement.getClass())
        .containsExactly(DataStatement.Insert.class, DataStatement.Delete.class);
    assertThat(Walk.of(procedure).relations()).containsExactly(T, QualifiedName.of("u"));
    assertThat(function.atomicBody())
        .containsExactly(
            new Statement.OtherStatement("ReturnStmt", List.copyOf(Walk.of(function).calls())));
  }

  @Test
  void aFunctionIsAltered() {
    AlterFunction alter =
        read(
            AlterFunction.class,
            "ALTER FUNCTION s.t(int) IMMUTABLE SECURITY DEFINER SET a = b PARALLEL SAFE");
    AlterFunction procedure = read(AlterFunction.class, "ALTER PROCEDURE p RESET ALL");

    assertThat(alter.kind()).isEqualTo(ObjectKind.FUNCTION);
    assertThat(alter.function().name()).isEqualTo(T);
    assertThat(alter.volatility()).contains(Volatility.IMMUTABLE);
    assertThat(alter.securityDefiner()).contains(true);
    assertThat(alter.settings()).containsExactly(new Setting("a", List.of("b")));
    assertThat(alter.options()).extracting(Option::value).containsExactly(Optional.of("safe"));
    assertThat(procedure.kind()).isEqualTo(ObjectKind.PROCEDURE);
    assertThat(procedure.volatility()).isEmpty();
    assertThat(procedure.securityDefiner()).isEmpty();
  }

  @Test
  void blocksAndCalls() {
    assertThat(read(Do.class, "DO 'x'")).isEqualTo(new Do("plpgsql", new BodyText("x", 4)));
    assertThat(read(Do.class, "DO 'x' LANGUAGE PLPERL").language()).isEqualTo("plperl");
    assertThat(read(Call.class, "CALL s.t(1, f(2))").call().name()).isEqualTo(T);
    assertThat(Walk.of(read(Call.class, "CALL s.t(1, f(2))")).calls()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BEFORE INSERT ON s.t FOR EACH ROW      | BEFORE     | INSERT        | true",
        "AFTER UPDATE OR DELETE ON s.t          | AFTER      | UPDATE,DELETE | false",
        "INSTEAD OF INSERT ON s.t FOR EACH ROW  | INSTEAD_OF | INSERT        | true",
        "BEFORE TRUNCATE ON s.t FOR EACH STATEMENT | BEFORE  | TRUNCATE      | false"
      })
  void aTriggerTellsWhenItFires(String clause, Timing timing, String events, boolean rowLevel) {
    CreateTrigger trigger =
        read(CreateTrigger.class, "CREATE TRIGGER g " + clause + " EXECUTE FUNCTION s.f('x', 2)");

    assertThat(trigger.table()).isEqualTo(T);
    assertThat(trigger.occasion().timing()).isEqualTo(timing);
    assertThat(trigger.occasion().events())
        .extracting(Event::name)
        .containsExactlyInAnyOrder(events.split(",", -1));
    assertThat(trigger.occasion().rowLevel()).isEqualTo(rowLevel);
    assertThat(trigger.function()).isEqualTo(QualifiedName.of("s", "f"));
    assertThat(trigger.execution().arguments()).containsExactly("x", "2");
    assertThat(trigger.constraint()).isFalse();
    assertThat(trigger.replace()).isFalse();
  }

  @Test
  void aTriggerMayWatchColumnsAndConditions() {
    CreateTrigger trigger =
        read(
            CreateTrigger.class,
            """
            CREATE OR REPLACE TRIGGER g AFTER UPDATE OF a, b ON s.t
            REFERENCING OLD TABLE AS before NEW TABLE AS after
            FOR EACH STATEMENT WHEN (f(1)) EXECUTE FUNCTION h()""");
    CreateTrigger constraint =
        read(
            CreateTrigger.class,
            "CREATE CONSTRAINT TRIGGER g AFTER INSERT ON t FROM s.t FOR EACH ROW EXECUTE FUNCTION h()");

    assertThat(trigger.replace()).isTrue();
    assertThat(trigger.occasion().updateColumns()).containsExactly("a", "b");
    assertThat(trigger.when()).isPresent();
    assertThat(trigger.occasion().transitionTables()).containsExactly("before", "after");
    assertThat(constraint.constraint()).isTrue();
    assertThat(constraint.referenced()).contains(T);
    assertThat(constraint.names()).containsExactly(QualifiedName.of("t"), T);
  }

  @ParameterizedTest
  @CsvSource({
    "'',         ALL",
    "FOR ALL,    ALL",
    "FOR SELECT, SELECT",
    "FOR INSERT, INSERT",
    "FOR UPDATE, UPDATE",
    "FOR DELETE, DELETE"
  })
  void aPolicyIsForACommand(String clause, Command command) {
    CreatePolicy policy = read(CreatePolicy.class, "CREATE POLICY p ON s.t " + clause);

    assertThat(policy)
        .isEqualTo(
            new CreatePolicy(
                "p", T, command, true, List.of("public"), Optional.empty(), Optional.empty()));
  }

  @Test
  void aPolicyHasConditions() {
    CreatePolicy policy =
        read(
            CreatePolicy.class,
            "CREATE POLICY p ON t AS RESTRICTIVE TO a, CURRENT_USER USING (f(x)) WITH CHECK (g(x))");
    AlterPolicy alter =
        read(AlterPolicy.class, "ALTER POLICY p ON s.t TO a USING (x IN (SELECT y FROM z))");

    assertThat(policy.permissive()).isFalse();
    assertThat(policy.roles()).containsExactly("a", "current_user");
    assertThat(policy.using()).isPresent();
    assertThat(policy.check()).isPresent();
    assertThat(alter.roles()).containsExactly("a");
    assertThat(alter.check()).isEmpty();
    assertThat(Walk.of(alter).relations()).containsExactly(T, QualifiedName.of("z"));
  }

  @Test
  void aRuleHoldsItsActions() {
    CreateRule rule =
        read(
            CreateRule.class,
            "CREATE OR REPLACE RULE r AS ON UPDATE TO s.t WHERE f(1) DO INSTEAD (SELECT 1; DELETE FROM u)");

    assertThat(rule.table()).isEqualTo(T);
    assertThat(rule.event()).isEqualTo(Command.UPDATE);
    assertThat(rule.where()).isPresent();
    assertThat(rule.instead()).isTrue();
    assertThat(rule.replace()).isTrue();
    assertThat(rule.actions()).hasSize(2);
    assertThat(read(CreateRule.class, "CREATE RULE r AS ON SELECT TO t DO NOTHING").actions())
        .isEmpty();
  }

  @Test
  void eventTriggers() {
    assertThat(
            read(
                CreateEventTrigger.class,
                "CREATE EVENT TRIGGER e ON sql_drop WHEN TAG IN ('DROP TABLE') EXECUTE FUNCTION s.t()"))
        .isEqualTo(new CreateEventTrigger("e", "sql_drop", List.of("DROP TABLE"), T));
    assertThat(
            Set.of("ENABLE", "DISABLE", "ENABLE REPLICA", "ENABLE ALWAYS").stream()
                .map(word -> read(AlterEventTrigger.class, "ALTER EVENT TRIGGER e " + word).state())
                .toList())
        .containsExactlyInAnyOrder(Firing.values());
  }
}

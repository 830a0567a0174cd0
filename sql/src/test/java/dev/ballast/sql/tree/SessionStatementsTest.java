package dev.ballast.sql.tree;

import static dev.ballast.sql.tree.Reading.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.tree.SessionStatement.Deallocate;
import dev.ballast.sql.tree.SessionStatement.Discard;
import dev.ballast.sql.tree.SessionStatement.Execute;
import dev.ballast.sql.tree.SessionStatement.Explain;
import dev.ballast.sql.tree.SessionStatement.Prepare;
import dev.ballast.sql.tree.SessionStatement.SetVariable;
import dev.ballast.sql.tree.SessionStatement.TransactionControl;
import dev.ballast.sql.tree.Statement.OtherStatement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionStatementsTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "BEGIN,                   BEGIN,             -, false",
        "START TRANSACTION,       BEGIN,             -, false",
        "COMMIT,                  COMMIT,            -, false",
        "END,                     COMMIT,            -, false",
        "COMMIT AND CHAIN,        COMMIT,            -, true",
        "ROLLBACK,                ROLLBACK,          -, false",
        "ABORT,                   ROLLBACK,          -, false",
        "ROLLBACK AND CHAIN,      ROLLBACK,          -, true",
        "SAVEPOINT s,             SAVEPOINT,         s, false",
        "RELEASE SAVEPOINT s,     RELEASE,           s, false",
        "ROLLBACK TO SAVEPOINT s, ROLLBACK_TO,       s, false",
        "PREPARE TRANSACTION 'g', PREPARE,           g, false",
        "COMMIT PREPARED 'g',     COMMIT_PREPARED,   g, false",
        "ROLLBACK PREPARED 'g',   ROLLBACK_PREPARED, g, false"
      })
  void transactionsBeginAndEnd(
      String sql, TransactionControl.Kind kind, String name, boolean chain) {
    assertThat(read(TransactionControl.class, sql))
        .isEqualTo(new TransactionControl(kind, Optional.ofNullable(name), chain, List.of()));
  }

  @Test
  void aTransactionHasCharacteristics() {
    assertThat(
            read(
                    TransactionControl.class,
                    "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY, DEFERRABLE")
                .options())
        .extracting(option -> option.name() + "=" + option.value().orElse(""))
        .containsExactly(
            "transaction_isolation=repeatable read",
            "transaction_read_only=1",
            "transaction_deferrable=1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SET lock_timeout = '2s'             | lock_timeout  | 2s     | false | SET",
        "SET SESSION lock_timeout TO 2000    | lock_timeout  | 2000   | false | SET",
        "SET LOCAL statement_timeout = 0     | statement_timeout | 0  | true  | SET",
        "SET search_path TO a, \"B\", 'c d'  | search_path   | a;B;c d | false | SET",
        "SET app.x = on                      | app.x         | on     | false | SET",
        "SET a = 1.5                         | a             | 1.5    | false | SET",
        "SET a = -1                          | a             | -1     | false | SET",
        "SET a TO DEFAULT                    | a             | ''     | false | DEFAULT",
        "RESET a                             | a             | ''     | false | RESET",
        "RESET ALL                           | all           | ''     | false | RESET_ALL",
        "SET TIME ZONE 'UTC'                 | timezone      | UTC    | false | SET",
        "SET TIME ZONE LOCAL                 | timezone      | ''     | false | DEFAULT",
        "SET NAMES 'UTF8'                    | client_encoding | UTF8 | false | SET",
        "SET ROLE r                          | role          | r      | false | SET",
        "SET ROLE NONE                       | role          | none   | false | SET",
        "SET SCHEMA 's'                      | search_path   | s      | false | SET",
        "SET SESSION AUTHORIZATION r         | session_authorization | r | false | SET"
      })
  void variablesAreSet(
      String sql, String name, String values, boolean local, SetVariable.Kind kind) {
    assertThat(read(SetVariable.class, sql))
        .isEqualTo(
            new SetVariable(
                name, values.isEmpty() ? List.of() : List.of(values.split(";", -1)), local, kind));
  }

  @Test
  void theTransactionItselfIsSet() {
    assertThat(
            read(SetVariable.class, "SET LOCAL TRANSACTION ISOLATION LEVEL SERIALIZABLE READ ONLY"))
        .isEqualTo(
            new SetVariable(
                "TRANSACTION",
                List.of("transaction_isolation=serializable", "transaction_read_only=1"),
                true,
                SetVariable.Kind.MULTI));
    assertThat(
            read(SetVariable.class, "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE").name())
        .isEqualTo("SESSION CHARACTERISTICS");
    assertThat(read(SetVariable.class, "SET TRANSACTION SNAPSHOT 'x'").values())
        .containsExactly("x");
  }

  @Test
  void statementsArePreparedAndExecuted() {
    Prepare prepare = read(Prepare.class, "PREPARE p (int, text) AS DELETE FROM t WHERE a = f($1)");

    assertThat(prepare.name()).isEqualTo("p");
    assertThat(prepare.types()).extracting(TypeName::canonical).containsExactly("integer", "text");
    assertThat(prepare.statement()).isInstanceOf(DataStatement.Delete.class);
    assertThat(Walk.of(prepare).every(Expression.Parameter.class))
        .extracting(Expression.Parameter::number)
        .containsExactly(1);
    assertThat(read(Execute.class, "EXECUTE p (1, f(2))").arguments()).hasSize(2);
    assertThat(read(Deallocate.class, "DEALLOCATE p").name()).contains("p");
    assertThat(read(Deallocate.class, "DEALLOCATE ALL").name()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "DISCARD ALL, ALL",
    "DISCARD PLANS, PLANS",
    "DISCARD SEQUENCES, SEQUENCES",
    "DISCARD TEMP, TEMP"
  })
  void theSessionForgets(String sql, Discard.Kind kind) {
    assertThat(read(Discard.class, sql)).isEqualTo(new Discard(kind));
  }

  @ParameterizedTest
  @CsvSource({
    "EXPLAIN DELETE FROM t, false",
    "EXPLAIN ANALYZE DELETE FROM t, true",
    "'EXPLAIN (ANALYZE, BUFFERS) DELETE FROM t', true",
    "EXPLAIN (ANALYZE false) DELETE FROM t, false",
    "'EXPLAIN (COSTS off, ANALYZE true) DELETE FROM t', true"
  })
  void explainTellsWhetherItRuns(String sql, boolean analyze) {
    Explain explain = read(Explain.class, sql);

    assertThat(explain.analyze()).isEqualTo(analyze);
    assertThat(explain.statement()).isInstanceOf(DataStatement.Delete.class);
    assertThat(Walk.of(explain).relations()).containsExactly(QualifiedName.of("t"));
  }

  @Test
  void whatHasNoRecordHasANameAndItsParts() {
    OtherStatement cursor = read(OtherStatement.class, "DECLARE c CURSOR FOR SELECT f(a) FROM s.t");

    assertThat(cursor.node()).isEqualTo("DeclareCursorStmt");
    assertThat(Walk.of(cursor).calls()).hasSize(1);
    assertThat(Walk.of(cursor).relations()).containsExactly(QualifiedName.of("s", "t"));
    assertThat(read(OtherStatement.class, "LISTEN x").parts()).isEmpty();
  }
}

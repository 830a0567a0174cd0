package dev.ballast.effect.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.tree.ParsedStatement.Understood;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Statement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChangingSchemaTest {
  private static final QualifiedName ORDERS = QualifiedName.of("orders");

  @Test
  void aContinuedSchemaLeavesTheOneItContinuesFromAsItIs() {
    ChangingSchema first = ChangingSchema.unknown();
    first.apply(statement("CREATE TABLE orders (id bigint)"), new Moment(1, 1));
    ChangingSchema second = ChangingSchema.from(first.known());

    second.apply(statement("DROP TABLE orders"), new Moment(2, 1));

    assertThat(second.known().table(ORDERS)).isEmpty();
    assertThat(first.known().table(ORDERS)).isPresent();
  }

  @Test
  void aContinuedSchemaIsCopiedOnlyByAStatementThatChangesIt() {
    KnownSchema start = ChangingSchema.unknown().known();
    ChangingSchema continued = ChangingSchema.from(start);

    continued.apply(statement("SELECT id FROM orders"), new Moment(1, 1));
    assertThat(continued.known()).isSameAs(start);

    continued.apply(statement("SELECT 1 AS id INTO orders"), new Moment(1, 2));
    assertThat(continued.known()).isNotSameAs(start);
    assertThat(continued.known().table(ORDERS)).isPresent();
    assertThat(start.table(ORDERS)).isEmpty();
  }

  @Test
  void theSequencesOfATableFollowItsName() {
    ChangingSchema schema = ChangingSchema.unknown();
    schema.apply(statement("CREATE TABLE a (id bigserial, n serial)"), new Moment(1, 1));
    schema.apply(statement("ALTER TABLE a RENAME TO b"), new Moment(1, 2));

    assertThat(schema.known().sequencesOf(QualifiedName.of("a"))).isEmpty();
    assertThat(schema.known().sequencesOf(QualifiedName.of("b"))).hasSize(2);
  }

  @Test
  void viewsAreFoundByWhatTheyReadAlsoUnderItsNewName() {
    ChangingSchema schema = ChangingSchema.unknown();
    schema.apply(statement("CREATE TABLE a (id bigint)"), new Moment(1, 1));
    schema.apply(statement("CREATE VIEW v AS SELECT id FROM a"), new Moment(1, 2));
    schema.apply(statement("ALTER TABLE a RENAME TO b"), new Moment(1, 3));

    assertThat(schema.known().viewsReading(QualifiedName.of("a"))).isEmpty();
    assertThat(schema.known().viewsReading(QualifiedName.of("b"))).hasSize(1);
  }

  @Test
  void whatADumpMakesExistedBeforeAllScripts() {
    KnownSchema schema =
        KnownSchema.after(
            ScriptSplitter.split(SourceText.of("CREATE TABLE orders (id bigint); SELECT (;")));

    assertThat(schema.table(ORDERS).orElseThrow().born()).isEqualTo(Moment.BEFORE_ALL);
  }

  @Test
  void aKnownSchemaCanOnlyBeAsked() {
    assertThat(
            Stream.of(KnownSchema.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> method.getReturnType() == void.class)
                .map(Method::getName))
        .isEmpty();
  }

  private static Statement statement(String sql) {
    if (Parser.postgres18().parse(sql) instanceof Understood(Statement statement)) {
      return statement;
    }
    throw new AssertionError("not understood: " + sql);
  }
}

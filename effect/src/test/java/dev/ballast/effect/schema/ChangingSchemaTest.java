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

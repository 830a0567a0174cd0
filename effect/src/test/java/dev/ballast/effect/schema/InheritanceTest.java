package dev.ballast.effect.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.tree.ParsedStatement.Understood;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Statement;
import org.junit.jupiter.api.Test;

class InheritanceTest {
  @Test
  void aTableIsNeverItsOwnHeir() {
    KnownSchema schema =
        schema(
            "CREATE TABLE a (id bigint)",
            "CREATE TABLE b () INHERITS (a)",
            "ALTER TABLE a INHERIT b",
            "ALTER TABLE a INHERIT a",
            "ALTER TABLE a ATTACH PARTITION a DEFAULT",
            "ALTER TABLE a ADD COLUMN note text");

    assertThat(schema.allHeirs(QualifiedName.of("a")))
        .extracting(table -> table.name().name())
        .containsExactly("b");
    assertThat(schema.allHeirs(QualifiedName.of("b"))).isEmpty();
  }

  @Test
  void whatIsDroppedAndMadeAgainBelowItsFormerHeirEndsThere() {
    KnownSchema schema =
        schema(
            "CREATE TABLE a (id bigint)",
            "CREATE TABLE b () INHERITS (a)",
            "DROP TABLE a",
            "CREATE TABLE a () INHERITS (b)",
            "DROP TABLE b CASCADE");

    assertThat(schema.allHeirs(QualifiedName.of("a"))).isEmpty();
  }

  @Test
  void heirsTakeOverColumnsAndChecksAndLeaveKeysAlone() {
    KnownSchema schema =
        schema(
            "CREATE TABLE a (id bigint) PARTITION BY LIST (id)",
            "CREATE TABLE b PARTITION OF a DEFAULT",
            "ALTER TABLE a ADD COLUMN note text",
            "ALTER TABLE a ADD CONSTRAINT noted CHECK (note IS NOT NULL) NOT VALID",
            "ALTER TABLE a ADD UNIQUE (id)");
    KnownTable heir = schema.table(QualifiedName.of("b")).orElseThrow();

    assertThat(heir.column("note")).isPresent();
    assertThat(heir.constraint("noted").orElseThrow().validated()).isFalse();
    assertThat(heir.constraints()).hasSize(1);
    assertThat(schema.provesNotNull(QualifiedName.of("b"), "note")).isFalse();

    schema.apply(statement("ALTER TABLE a VALIDATE CONSTRAINT noted"), Moment.BEFORE_ALL);

    assertThat(schema.provesNotNull(QualifiedName.of("b"), "note")).isTrue();
  }

  private static KnownSchema schema(String... statements) {
    KnownSchema schema = KnownSchema.unknown();
    for (String sql : statements) {
      schema.apply(statement(sql), Moment.BEFORE_ALL);
    }
    return schema;
  }

  private static Statement statement(String sql) {
    if (Parser.postgres18().parse(sql) instanceof Understood(Statement statement)) {
      return statement;
    }
    throw new AssertionError("not understood: " + sql);
  }
}

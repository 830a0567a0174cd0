package dev.ballast.effect.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.tree.Expression.ColumnReference;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Walk;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratedColumnTest {
  private static final String TABLE =
      "CREATE TABLE t (a int, b int, g int GENERATED ALWAYS AS (a * 2) STORED);";

  @Test
  void setExpressionReplacesWhatTheColumnIsComputedFrom() {
    assertThat(computedFrom(column("ALTER TABLE t ALTER g SET EXPRESSION AS (b * 2)")))
        .containsExactly("b");
  }

  @Test
  void dropExpressionLeavesAColumnWithoutADefault() {
    KnownColumn column = column("ALTER TABLE t ALTER g DROP EXPRESSION");

    assertThat(column.generation()).isEqualTo(KnownColumn.Generation.NONE);
    assertThat(column.defaultValue()).isEmpty();
  }

  private static KnownColumn column(String sql) {
    return KnownSchema.after(ScriptSplitter.split(SourceText.of(TABLE + sql)))
        .table(QualifiedName.of("t"))
        .flatMap(table -> table.column("g"))
        .orElseThrow();
  }

  private static List<String> computedFrom(KnownColumn column) {
    return Walk.of(column.defaultValue().orElseThrow()).every(ColumnReference.class).stream()
        .map(ColumnReference::column)
        .toList();
  }
}

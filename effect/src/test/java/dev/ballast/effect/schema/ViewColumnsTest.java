package dev.ballast.effect.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.tree.ParsedStatement.Understood;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewColumnsTest {
  @Test
  void aColumnIsNamedByItsAliasItsColumnOrItsFunction() {
    assertThat(
            columns(
                "CREATE VIEW v AS SELECT o.id, total AS sum, lower(note), note::text, 1 + 1"
                    + " FROM orders o"))
        .containsExactly("id", "sum", "lower", "note", "");
  }

  @Test
  void namesInParenthesesStandInForTheFirstOnes() {
    assertThat(columns("CREATE VIEW v (a, b) AS SELECT id, total, note FROM orders"))
        .containsExactly("a", "b", "note");
  }

  @Test
  void aStarIsWhatTheTableHasWhenTheViewIsMade() {
    assertThat(columns("CREATE VIEW v AS SELECT * FROM orders"))
        .containsExactly("id", "total", "note");
  }

  @Test
  void aStarOverSeveralOrUnknownTablesIsNotGuessed() {
    assertThat(columns("CREATE VIEW v AS SELECT * FROM orders, orders o2")).isEmpty();
    assertThat(columns("CREATE VIEW v AS SELECT * FROM unseen")).isEmpty();
    assertThat(columns("CREATE VIEW v AS SELECT o.* FROM orders o")).isEmpty();
  }

  @Test
  void theFirstBranchOfAUnionNamesTheColumns() {
    assertThat(columns("CREATE VIEW v AS SELECT id FROM orders UNION SELECT total FROM orders"))
        .containsExactly("id");
  }

  private static List<String> columns(String sql) {
    KnownSchema schema = KnownSchema.unknown();
    schema.apply(parse("CREATE TABLE orders (id int, total int, note text)"), Moment.BEFORE_ALL);
    schema.apply(parse(sql), Moment.BEFORE_ALL);
    return schema.view(QualifiedName.of("v")).orElseThrow().columns();
  }

  private static Statement parse(String sql) {
    if (Parser.postgres18().parse(sql) instanceof Understood(Statement statement)) {
      return statement;
    }
    throw new AssertionError("not understood: " + sql);
  }
}

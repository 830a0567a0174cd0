package dev.ballast.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sql.tree.ColumnAction;
import dev.ballast.sql.tree.DataStatement;
import dev.ballast.sql.tree.ParsedStatement.Understood;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.TableStatement;
import dev.ballast.sql.tree.Walk;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubjectsTest {
  private record Named(String id, Subjects subjects) implements Rule {}

  private final Audience audience =
      new Audience(
          new Catalogue(
              List.of(
                  new Named("tables", Subjects.of(TableStatement.class)),
                  new Named("every", Subjects.EVERY_STATEMENT),
                  new Named("rows", Subjects.of(DataStatement.Delete.class)),
                  new Named("columns", Subjects.of(ColumnAction.AddColumn.class)))));

  private List<String> shownTo(String sql) {
    Understood understood = (Understood) Parser.postgres18().parse(sql);
    return audience.of(Walk.of(understood.statement())).stream().map(Rule::id).toList();
  }

  @Test
  void aStatementIsShownToTheRulesWhoseSubjectsItHoldsInTheOrderOfTheCatalogue() {
    assertThat(shownTo("ALTER TABLE a ADD COLUMN b int"))
        .containsExactly("tables", "every", "columns");
    assertThat(shownTo("ALTER TABLE a DROP COLUMN b")).containsExactly("tables", "every");
    assertThat(shownTo("VACUUM a")).containsExactly("every");
  }

  @Test
  void aSubjectIsFoundAtAnyDepth() {
    assertThat(shownTo("WITH gone AS (DELETE FROM a RETURNING b) SELECT * FROM gone"))
        .containsExactly("every", "rows");
  }
}

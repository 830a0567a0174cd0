package dev.ballast.rules.catalogue.require_comment;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectStatement.Comment;
import dev.ballast.sql.tree.Persistence;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import org.jspecify.annotations.NullMarked;

/// CREATE TABLE without COMMENT ON TABLE in the same script.
@NullMarked
public final class RequireComment implements Rule {
  @Override
  public String id() {
    return "require-comment";
  }

  @Override
  public void finish(ScriptScene script, Judgement judgement) {
    for (SeenStatement seen : script.seen()) {
      if (seen.statement() instanceof CreateTable create
          && create.persistence() != Persistence.TEMPORARY
          && create.partitionOf().isEmpty()
          && script.seen().stream().noneMatch(each -> comments(each, create.name()))) {
        judgement
            .hazard(
                script,
                seen.span(),
                "Nothing in the schema says what a row of %s is.".formatted(create.name()))
            .safe("COMMENT ON TABLE %s IS '<what a row is>'".formatted(create.name()))
            .advice("Say in a comment what a row of the table is.")
            .report();
      }
    }
  }

  private static boolean comments(SeenStatement seen, QualifiedName table) {
    return seen.statement() instanceof Comment comment
        && comment.kind() == ObjectKind.TABLE
        && comment.name().name().mayBe(table)
        && comment.text().isPresent();
  }
}

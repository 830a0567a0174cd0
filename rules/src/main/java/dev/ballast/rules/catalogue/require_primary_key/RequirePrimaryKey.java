package dev.ballast.rules.catalogue.require_primary_key;

import dev.ballast.effect.schema.KnownTable;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.Like;
import dev.ballast.sql.tree.Persistence;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import org.jspecify.annotations.NullMarked;

/// A new table that has no primary key at the end of the script.
@NullMarked
public final class RequirePrimaryKey implements Rule {
  @Override
  public String id() {
    return "require-primary-key";
  }

  @Override
  public void finish(ScriptScene script, Judgement judgement) {
    for (SeenStatement seen : script.seen()) {
      if (seen.statement() instanceof CreateTable create
          && wantsKey(create)
          && script.schema().table(create.name()).filter(RequirePrimaryKey::lacksKey).isPresent()) {
        judgement
            .hazard(
                script,
                seen.span(),
                ("Nothing tells two equal rows of %s apart; once it is published, UPDATE"
                        + " and DELETE fail.")
                    .formatted(create.name()))
            .safe(
                "ALTER TABLE %s ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
                    .formatted(create.name()))
            .advice("Give the table a primary key while it is empty.")
            .report();
      }
    }
  }

  /// A partition has its parent's; a copy or an heir may bring one, which is not known here.
  private static boolean wantsKey(CreateTable create) {
    return create.persistence() != Persistence.TEMPORARY
        && create.partitionOf().isEmpty()
        && create.origins().inherits().isEmpty()
        && create.origins().ofType().isEmpty()
        && create.origins().likes().stream()
            .noneMatch(like -> like.including().contains(Like.Included.INDEXES));
  }

  private static boolean lacksKey(KnownTable table) {
    return table.constraints().stream()
        .noneMatch(each -> each.kind() == Constraint.Kind.PRIMARY_KEY);
  }
}

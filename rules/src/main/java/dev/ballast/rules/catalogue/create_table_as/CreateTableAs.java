package dev.ballast.rules.catalogue.create_table_as;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.wording.ConditionReach;
import dev.ballast.sql.tree.DataStatement.Select;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Query;
import dev.ballast.sql.tree.RelationUse;
import dev.ballast.sql.tree.TableStatement;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// A table made from a query over tables in use.
@NullMarked
public final class CreateTableAs implements Rule {
  @Override
  public String id() {
    return "create-table-as";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!scene.runsNow()) {
      return;
    }
    if (scene.statement() instanceof TableStatement.CreateTableAs create
        && create.kind() == ObjectKind.TABLE
        && create.withData()) {
      create.query().ifPresent(query -> judge(scene, create.name(), query, judgement));
    } else if (scene.statement() instanceof Select(Query query)) {
      query.into().ifPresent(into -> judge(scene, into, query, judgement));
    }
  }

  private static void judge(Scene scene, QualifiedName made, Query query, Judgement judgement) {
    List<QualifiedName> sources =
        query.relations().stream()
            .map(RelationUse::name)
            .filter(source -> !scene.isFresh(source))
            .toList();
    if (sources.isEmpty() || ConditionReach.of(query) == ConditionReach.BOUNDED) {
      return;
    }
    judgement
        .hazard(
            scene,
            "All that the query finds in "
                + sources.getFirst()
                + " is copied in one go, in one snapshot; "
                + made
                + " gets the values alone: no keys, no NOT NULL, no defaults, no identity, no"
                + " indexes, and what is written to "
                + sources.getFirst()
                + " meanwhile is missing.")
        .about(sources.toArray(QualifiedName[]::new))
        .safe(
            "CREATE TABLE " + made + " (LIKE " + sources.getFirst() + " INCLUDING ALL)",
            "-- then in batches, each in a transaction of its own:",
            "INSERT INTO "
                + made
                + " SELECT * FROM "
                + sources.getFirst()
                + " WHERE id >= 1 AND id < 10001")
        .advice("Make the table with its constraints first, then fill it in batches.")
        .report();
  }
}

package dev.ballast.rules.catalogue.require_primary_key;

import dev.ballast.effect.schema.KnownColumn;
import dev.ballast.effect.schema.KnownIndex;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.evidence.Severity;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.Like;
import dev.ballast.sql.tree.Persistence;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
        script
            .schema()
            .table(create.name())
            .ifPresent(table -> report(script, seen, table, judgement));
      }
    }
  }

  private static void report(
      ScriptScene script, SeenStatement seen, KnownTable table, Judgement judgement) {
    Optional<KnownIndex> identifying =
        script.schema().indexesOf(table.name()).stream()
            .filter(index -> identifies(index, table))
            .findFirst();
    if (identifying.isPresent()) {
      judgement
          .hazard(
              script,
              seen.span(),
              ("%s tells the rows of %s apart, but it is no primary key: logical replication of"
                      + " UPDATE and DELETE finds a row by it only if it is the replica identity.")
                  .formatted(identifying.get().name().name(), table.name()))
          .safe(
              "ALTER TABLE %s REPLICA IDENTITY USING INDEX %s"
                  .formatted(table.name(), QualifiedName.of(identifying.get().name().name())))
          .advice("Make it the primary key, or the replica identity before the table is published.")
          .atMost(Severity.INFO)
          .report();
      return;
    }
    judgement
        .hazard(
            script,
            seen.span(),
            ("Nothing tells two equal rows of %s apart; once it is published, UPDATE"
                    + " and DELETE fail.")
                .formatted(table.name()))
        .safe(key(table).stream().toArray(String[]::new))
        .advice("Give the table a primary key while it is empty.")
        .report();
  }

  /// A key of the columns that are there, or of one more. That of a partitioned table holds its
  /// partition key; where that is an expression there can be none.
  private static Optional<String> key(KnownTable table) {
    if (table.partitionKey().stream().anyMatch(String::isEmpty)) {
      return Optional.empty();
    }
    String alter = "ALTER TABLE " + table.name();
    boolean hasId = table.column("id").isPresent();
    if (table.partitioned()) {
      String own = hasId ? "id" : "row_id";
      List<String> columns = new ArrayList<>(table.partitionKey());
      if (!columns.contains(own)) {
        columns.addFirst(own);
      }
      String added = " ADD COLUMN row_id uuid NOT NULL DEFAULT gen_random_uuid(),";
      return Optional.of(
          alter
              + (hasId || table.column(own).isPresent() ? "" : added)
              + columns.stream()
                  .map(column -> QualifiedName.of(column).toString())
                  .collect(Collectors.joining(", ", " ADD PRIMARY KEY (", ")")));
    }
    return Optional.of(
        hasId
            ? alter + " ADD PRIMARY KEY (id)"
            : alter + " ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY");
  }

  private static boolean identifies(KnownIndex index, KnownTable table) {
    return index.unique()
        && !index.partial()
        && index.columns().stream()
            .allMatch(column -> table.column(column).filter(KnownColumn::notNull).isPresent());
  }

  /// A partition has its parent's; a copy or an heir may bring one, which is not known here.
  private static boolean wantsKey(CreateTable create) {
    return create.persistence() != Persistence.TEMPORARY
        && create.name().schema().filter("pg_temp"::equals).isEmpty()
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

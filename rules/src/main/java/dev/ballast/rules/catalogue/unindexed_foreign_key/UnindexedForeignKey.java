package dev.ballast.rules.catalogue.unindexed_foreign_key;

import dev.ballast.effect.derived.ChosenName;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.evidence.Severity;
import dev.ballast.rules.dependents.NewForeignKey;
import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.rules.steps.PartitionedIndex;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Reference;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.NullMarked;

/// FOREIGN KEY whose columns begin no index at the end of the script.
@NullMarked
public final class UnindexedForeignKey implements Rule {
  @Override
  public String id() {
    return "unindexed-foreign-key";
  }

  @Override
  public void finish(ScriptScene script, Judgement judgement) {
    for (SeenStatement seen : script.seen()) {
      for (NewForeignKey key : NewForeignKey.of(seen.statement())) {
        boolean known =
            key.newColumn()
                || script.schema().table(key.table()).filter(KnownTable::whole).isPresent();
        if (known && stillThere(script, key) && !indexed(script, key)) {
          report(script, seen, key, judgement);
        }
      }
    }
  }

  private static boolean stillThere(ScriptScene script, NewForeignKey key) {
    return script.schema().table(key.table()).stream()
        .flatMap(table -> table.constraints().stream())
        .anyMatch(
            constraint ->
                constraint.references().isPresent() && constraint.columns().equals(key.columns()));
  }

  private static boolean indexed(ScriptScene script, NewForeignKey key) {
    Set<String> columns = Set.copyOf(key.columns());
    return script.schema().indexesOf(key.table()).stream()
        .filter(index -> !index.partial() && index.columns().size() >= columns.size())
        .anyMatch(
            index -> columns.equals(new HashSet<>(index.columns().subList(0, columns.size()))));
  }

  private static void report(
      ScriptScene script, SeenStatement seen, NewForeignKey key, Judgement judgement) {
    boolean fresh = script.schema().bornIn(key.table(), script.moment());
    judgement
        .hazard(
            script,
            seen.span(),
            ("No index begins with %s of %s, so each DELETE of a row in %s, or change of its"
                    + " key, reads all of %s.")
                .formatted(
                    Deparser.columns(key.columns()),
                    key.table(),
                    key.reference().table(),
                    key.table()))
        .about(key.table())
        .atMost(deletes(key.reference()) ? Severity.ERROR : Severity.INFO)
        .safe(index(script, key, fresh))
        .advice("Build an index that begins with the columns of the foreign key.")
        .report();
  }

  /// Whether rows of the other table are expected to go: somebody wrote what happens then.
  private static boolean deletes(Reference reference) {
    return switch (reference.onDelete()) {
      case CASCADE, SET_NULL, SET_DEFAULT -> true;
      case NO_ACTION, RESTRICT -> false;
    };
  }

  /// On a partitioned table in use nothing is built CONCURRENTLY (SQLSTATE 0A000).
  private static String[] index(ScriptScene script, NewForeignKey key, boolean fresh) {
    String columns = Deparser.columns(key.columns());
    boolean parent = script.schema().table(key.table()).map(KnownTable::partitioned).orElse(false);
    if (fresh || !parent) {
      return new String[] {
        "CREATE INDEX %sON %s %s".formatted(fresh ? "" : "CONCURRENTLY ", key.table(), columns)
      };
    }
    Function<QualifiedName, String> names =
        table -> ChosenName.of(table.name(), key.columns(), "idx", taken -> false);
    return PartitionedIndex.on(
            script.schema(), key.table(), names.apply(key.table()), names, false, columns)
        .toArray(String[]::new);
  }
}

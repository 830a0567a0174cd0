package dev.ballast.rules.catalogue.row_security_without_policy;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableAction.RowSecurity;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import org.jspecify.annotations.NullMarked;

/// ENABLE ROW LEVEL SECURITY on a table that has no policy at the end of the script.
@NullMarked
public final class RowSecurityWithoutPolicy implements Rule {
  @Override
  public String id() {
    return "row-security-without-policy";
  }

  @Override
  public void finish(ScriptScene script, Judgement judgement) {
    for (SeenStatement seen : script.seen()) {
      if (seen.statement() instanceof AlterTable alter && enables(alter)) {
        boolean bare =
            script
                .schema()
                .table(alter.name())
                .filter(table -> table.rowSecurity() && table.policies().isEmpty())
                .isPresent();
        if (bare) {
          report(script, seen, alter.name(), judgement);
        }
      }
    }
  }

  private static boolean enables(AlterTable alter) {
    return alter.actions().stream()
        .anyMatch(
            action ->
                action instanceof RowSecurity security
                    && security.change() == RowSecurity.Change.ENABLE);
  }

  private static void report(
      ScriptScene script, SeenStatement seen, QualifiedName table, Judgement judgement) {
    judgement
        .hazard(
            script,
            seen.span(),
            ("Everybody but its owner sees no row of %s from here on and cannot insert"
                    + " any: it has no policy.")
                .formatted(table))
        .claims(seen.effects())
        .about(table)
        .safe(
            "BEGIN",
            "CREATE POLICY <name> ON %s USING (<condition on the row>)".formatted(table),
            "ALTER TABLE %s ENABLE ROW LEVEL SECURITY".formatted(table),
            "COMMIT")
        .advice("Make the policies first, then switch row-level security on, in one transaction.")
        .report();
  }
}

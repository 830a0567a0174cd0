package dev.ballast.rules.catalogue.disable_autovacuum;

import dev.ballast.rules.lint.AlterActions;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.ScriptScene;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.rules.wording.Quoted;
import dev.ballast.sql.tree.AlterAction;
import dev.ballast.sql.tree.Option;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableAction.SetOptions;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// `autovacuum_enabled = false` of a table in use, which the script does not take back.
@NullMarked
public final class DisableAutovacuum implements Rule {
  private static final String ENABLED = "autovacuum_enabled";

  @Override
  public String id() {
    return "disable-autovacuum";
  }

  @Override
  public void finish(ScriptScene script, Judgement judgement) {
    List<SeenStatement> alters = script.seen(AlterTable.class);
    for (int i = 0; i < alters.size(); i++) {
      SeenStatement seen = alters.get(i);
      if (seen.statement() instanceof AlterTable alter
          && changes(alter, false)
          && !script.schema().bornIn(alter.name(), script.moment())
          && alters.subList(i + 1, alters.size()).stream()
              .noneMatch(later -> takesBack(later, alter.name()))) {
        report(script, seen, alter, judgement);
      }
    }
  }

  private static boolean takesBack(SeenStatement later, QualifiedName table) {
    return later.statement() instanceof AlterTable alter
        && alter.name().mayBe(table)
        && changes(alter, true);
  }

  private static boolean changes(AlterTable alter, boolean enables) {
    return alter.actions().stream().anyMatch(action -> changes(action, enables));
  }

  private static boolean changes(AlterAction action, boolean enables) {
    if (!(action instanceof SetOptions set)) {
      return false;
    }
    return set.options().stream()
        .filter(option -> option.name().equals(ENABLED))
        .anyMatch(option -> (set.reset() || !isOff(option)) == enables);
  }

  private static boolean isOff(Option option) {
    return !option.isOn();
  }

  private static void report(
      ScriptScene script, SeenStatement seen, AlterTable alter, Judgement judgement) {
    QualifiedName table = alter.name();
    AlterActions actions = new AlterActions(alter, Quoted.whole(script, seen));
    judgement
        .hazard(
            script,
            seen.span(),
            ("Autovacuum no longer cleans %s%s: dead rows stay, the table and its indexes grow with"
                    + " every UPDATE and DELETE, and its statistics are no longer renewed. Only to"
                    + " prevent wraparound of transaction ids it is vacuumed still, all at once.")
                .formatted(ofToastOnly(alter) ? "the TOAST table of " : "", table))
        .claims(seen.effects())
        .about(table)
        .safe(
            actions
                .whole(action -> changes(action, false) ? instead(table) : List.of())
                .toArray(String[]::new))
        .advice(
            "Set thresholds of the table instead; after a load that needed it off, switch it on"
                + " again in the same script.")
        .report();
  }

  private static boolean ofToastOnly(AlterTable alter) {
    return alter.actions().stream()
        .filter(SetOptions.class::isInstance)
        .flatMap(action -> ((SetOptions) action).options().stream())
        .filter(option -> option.name().equals(ENABLED))
        .allMatch(option -> option.namespace().isPresent());
  }

  private static List<String> instead(QualifiedName table) {
    return List.of(
        "-- vacuum it earlier and in smaller portions instead of never:",
        "ALTER TABLE %s SET (autovacuum_vacuum_scale_factor = 0.02)".formatted(table));
  }
}

package dev.ballast.rules.catalogue.change_type_time_zone;

import dev.ballast.effect.TypeChange;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.ColumnAction.AlterType;
import dev.ballast.sql.tree.SessionStatement.SetVariable;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// ALTER COLUMN ... TYPE between timestamp and timestamptz without saying in which time zone.
@NullMarked
public final class ChangeTypeTimeZone implements Rule {
  private static final Set<String> UTC = Set.of("UTC", "GMT", "ETC/UTC", "ETC/GMT", "UCT");

  @Override
  public String id() {
    return "change-type-time-zone";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AlterType.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : ActionText.of(scene, AlterType.class)) {
      if (TypeChange.of(scene.schema(), each.table(), each.action()).isTimeZone()
          && !isUtc(scene)) {
        each.locking(
                judgement,
                ("The values of %s are read in the TimeZone of the session that runs this:"
                        + " unless it is UTC, every row of %s is rewritten while no session can read"
                        + " or write it (ACCESS EXCLUSIVE), and a wrong zone shifts every value.")
                    .formatted(each.action().column(), each.described()))
            .safe(
                "-- where the values are in UTC:",
                "SET TimeZone = 'UTC'",
                each.alterTable(each.sql()))
            .advice("Set TimeZone to the zone the values are in; with UTC no row is written.")
            .report();
      }
    }
  }

  /// Whether the script's last word on TimeZone is UTC.
  private static boolean isUtc(Scene scene) {
    boolean utc = false;
    for (var seen : scene.script().seen(SetVariable.class)) {
      if (seen.statement() instanceof SetVariable set && set.name().equalsIgnoreCase("timezone")) {
        utc =
            set.values().stream()
                .map(value -> value.toUpperCase(Locale.ROOT))
                .anyMatch(UTC::contains);
      }
    }
    return utc;
  }
}

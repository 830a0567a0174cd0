package dev.ballast.rules.catalogue.drop_publication;

import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.ReplicationStatement.AlterPublication;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/// DROP PUBLICATION, or a table taken out of one.
@NullMarked
public final class DropPublication implements Rule {
  @Override
  public String id() {
    return "drop-publication";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(Drop.class, AlterPublication.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.statement() instanceof Drop drop && drop.kind() == ObjectKind.PUBLICATION) {
      drop.objects()
          .forEach(
              object ->
                  report(
                      scene,
                      ("Every subscription of %s fails from here on, and its slot"
                              + " keeps the log here.")
                          .formatted(object),
                      judgement,
                      "-- on each subscriber first:",
                      "DROP SUBSCRIPTION <name>",
                      "-- then here:",
                      "DROP PUBLICATION " + object));
    } else if (scene.statement() instanceof AlterPublication alter
        && alter.action() == AlterPublication.Action.DROP) {
      report(
          scene,
          "Subscribers of %s get no change of %s any more, and no error."
              .formatted(Phrases.quoted(alter.name()), names(alter)),
          judgement,
          "-- when no subscriber needs it:",
          Deparser.ended(scene.sql()),
          "-- then on each subscriber:",
          "ALTER SUBSCRIPTION <name> REFRESH PUBLICATION");
    }
  }

  private static String names(AlterPublication alter) {
    return alter.tables().isEmpty()
        ? "these schemas"
        : alter.tables().stream()
            .map(each -> each.table().name().toString())
            .collect(Collectors.joining(", "));
  }

  private static void report(Scene scene, String what, Judgement judgement, String... safe) {
    judgement
        .hazard(scene, what)
        .safe(safe)
        .advice("End what subscribes to it first, on the subscriber.")
        .report();
  }
}

package dev.ballast.rules.catalogue.vacuum_full;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.MaintenanceStatement.Vacuum;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/// VACUUM FULL.
@NullMarked
public final class VacuumFull implements Rule {
  @Override
  public String id() {
    return "vacuum-full";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(Vacuum.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof Vacuum vacuum) || !vacuum.full()) {
      return;
    }
    List<QualifiedName> tables =
        vacuum.tables().stream().filter(name -> !scene.isFresh(name)).toList();
    if (tables.isEmpty() && !vacuum.tables().isEmpty()) {
      return;
    }
    String all = tables.isEmpty() ? "each table of the database in turn" : Phrases.list(tables);
    judgement
        .hazard(
            scene,
            "Every live row of "
                + all
                + " is rewritten, and every index of it is built again, while no session can even"
                + " SELECT from it (ACCESS EXCLUSIVE).")
        .claims(scene.effects())
        .about(tables.toArray(QualifiedName[]::new))
        .safe(
            tables.isEmpty()
                ? "VACUUM"
                : "VACUUM "
                    + tables.stream()
                        .map(QualifiedName::toString)
                        .collect(Collectors.joining(", ")),
            "-- pg_repack, from outside SQL, gives the room back with short locks only")
        .advice("Use plain VACUUM, or pg_repack where the disk needs the room back.")
        .report();
  }
}

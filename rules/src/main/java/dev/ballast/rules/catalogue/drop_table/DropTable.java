package dev.ballast.rules.catalogue.drop_table;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.Persistence;
import dev.ballast.sql.tree.QualifiedName;
import org.jspecify.annotations.NullMarked;

/// DROP TABLE of a table in use.
@NullMarked
public final class DropTable implements Rule {
  @Override
  public String id() {
    return "drop-table";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(Drop.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof Drop drop)
        || (drop.kind() != ObjectKind.TABLE && drop.kind() != ObjectKind.FOREIGN_TABLE)) {
      return;
    }
    for (ObjectName object : drop.objects()) {
      QualifiedName table = object.name();
      if (!scene.isFresh(table) && !temporary(scene, table)) {
        report(scene, drop, table, judgement);
      }
    }
  }

  private static boolean temporary(Scene scene, QualifiedName table) {
    return table.schema().filter("pg_temp"::equals).isPresent()
        || scene
            .schema()
            .table(table)
            .filter(known -> known.persistence() == Persistence.TEMPORARY)
            .isPresent();
  }

  private static void report(Scene scene, Drop drop, QualifiedName table, Judgement judgement) {
    String unused = Phrases.quoted(table.name() + "_unused");
    QualifiedName renamed = new QualifiedName(table.schema(), table.name() + "_unused");
    judgement
        .hazard(
            scene,
            "All rows of "
                + table
                + " are gone with this statement, and every statement that names it fails. "
                + Phrases.briefly(table))
        .claims(scene.effects())
        .about(table)
        .safe(
            "SET lock_timeout = '2s'",
            "ALTER %s %s RENAME TO %s".formatted(drop.kind().sql(), table, unused),
            "-- days later, when nobody missed it and a backup of it was restored once:",
            "DROP %s %s".formatted(drop.kind().sql(), renamed))
        .advice("Rename it first, so that a mistake is undone by one statement, and drop it later.")
        .report();
  }
}

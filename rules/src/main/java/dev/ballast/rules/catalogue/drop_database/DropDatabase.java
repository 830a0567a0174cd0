package dev.ballast.rules.catalogue.drop_database;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.DatabaseStatement;
import org.jspecify.annotations.NullMarked;

/// DROP DATABASE.
@NullMarked
public final class DropDatabase implements Rule {
  @Override
  public String id() {
    return "drop-database";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(DatabaseStatement.DropDatabase.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.statement() instanceof DatabaseStatement.DropDatabase drop) {
      String database = Phrases.quoted(drop.name());
      judgement
          .hazard(
              scene,
              "Every table of the database "
                  + database
                  + " is deleted at once, outside of any transaction: no ROLLBACK undoes it.")
          .safe(
              "ALTER DATABASE %s ALLOW_CONNECTIONS false".formatted(database),
              "-- after a backup of it was restored once, by hand and not by a migration:",
              "DROP DATABASE " + database)
          .advice("Take this out of the migration: drop a database by hand, after a tested backup.")
          .report();
    }
  }
}

package dev.ballast.rules.catalogue.create_extension;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.ObjectStatement;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// CREATE EXTENSION.
@NullMarked
public final class CreateExtension implements Rule {
  /// They come with PostgreSQL, and who may CREATE in the database may install them: `trusted` in
  /// their control files, from 14 on.
  private static final Set<String> TRUSTED =
      Set.of(
          ("btree_gin btree_gist citext cube dict_int fuzzystrmatch hstore intarray isn lo ltree pg_trgm"
                  + " pgcrypto plpgsql seg tablefunc tcn tsm_system_rows tsm_system_time unaccent"
                  + " uuid-ossp")
              .split(" "));

  @Override
  public String id() {
    return "create-extension";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(ObjectStatement.CreateExtension.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof ObjectStatement.CreateExtension create)
        || (TRUSTED.contains(create.name()) && create.version().isEmpty() && !create.cascade())
        || (create.version().isPresent() && create.schema().isPresent() && !create.cascade())) {
      return;
    }
    String name = Phrases.quoted(create.name());
    judgement
        .hazard(
            scene,
            "The code of %s must be on every server, standbys and restores included%s."
                .formatted(
                    name,
                    create.version().isPresent()
                        ? ""
                        : ", and which version it is depends on the server"))
        .safe("CREATE EXTENSION %s WITH SCHEMA <schema> VERSION '<version>'".formatted(name))
        .advice("Say version and schema, and make the package part of how servers are made.")
        .report();
  }
}

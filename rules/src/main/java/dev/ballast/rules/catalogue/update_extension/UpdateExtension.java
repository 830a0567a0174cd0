package dev.ballast.rules.catalogue.update_extension;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.ObjectStatement.AlterExtension;
import org.jspecify.annotations.NullMarked;

/// ALTER EXTENSION ... UPDATE.
@NullMarked
public final class UpdateExtension implements Rule {
  @Override
  public String id() {
    return "update-extension";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AlterExtension.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.statement() instanceof AlterExtension alter
        && alter.change() == AlterExtension.Change.UPDATE) {
      String name = Phrases.quoted(alter.name());
      judgement
          .hazard(
              scene,
              "What the update of %s locks and changes is in files on the server, not here%s."
                  .formatted(
                      name,
                      alter.version().isPresent()
                          ? ""
                          : "; and to which version it goes depends on them"))
          .claims(scene.effects())
          .safe(
              "SET lock_timeout = '2s'",
              "ALTER EXTENSION %s UPDATE TO '%s'"
                  .formatted(name, alter.version().orElse("<version>")))
          .advice("Say the version, and trace it on a copy before.")
          .report();
    }
  }
}

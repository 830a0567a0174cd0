package dev.ballast.rules.catalogue.drop_sequence;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.QualifiedName;
import org.jspecify.annotations.NullMarked;

/// DROP SEQUENCE without CASCADE of one in use.
@NullMarked
public final class DropSequence implements Rule {
  @Override
  public String id() {
    return "drop-sequence";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(Drop.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof Drop drop)
        || drop.kind() != ObjectKind.SEQUENCE
        || drop.cascade()) {
      return;
    }
    for (ObjectName object : drop.objects()) {
      QualifiedName sequence = object.name();
      if (scene.isFresh(sequence)) {
        continue;
      }
      judgement
          .hazard(
              scene,
              "How far %s had counted is gone, and nextval('%s') fails from here on."
                  .formatted(sequence, sequence))
          .claims(scene.effects())
          .safe(
              "ALTER SEQUENCE %s RENAME TO %s"
                  .formatted(sequence, Phrases.quoted(sequence.name() + "_unused")),
              "-- days later, when nobody missed it:",
              "DROP SEQUENCE " + new QualifiedName(sequence.schema(), sequence.name() + "_unused"))
          .advice("Rename it first and drop it when nobody missed it.")
          .report();
    }
  }
}

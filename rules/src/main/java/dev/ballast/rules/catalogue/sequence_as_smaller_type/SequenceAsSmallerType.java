package dev.ballast.rules.catalogue.sequence_as_smaller_type;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.SequenceStatement.AlterSequence;
import dev.ballast.sql.tree.TypeName;
import org.jspecify.annotations.NullMarked;

/// A sequence that ends sooner than before.
@NullMarked
public final class SequenceAsSmallerType implements Rule {
  @Override
  public String id() {
    return "sequence-as-smaller-type";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AlterSequence.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof AlterSequence alter) || scene.isFresh(alter.name())) {
      return;
    }
    alter
        .options()
        .type()
        .filter(type -> smaller(scene, alter.name(), type))
        .ifPresent(type -> report(scene, alter.name(), type, judgement));
  }

  private static boolean smaller(Scene scene, QualifiedName sequence, TypeName type) {
    if (type.isSystem("int2")) {
      return true;
    }
    boolean narrowColumn =
        scene
            .schema()
            .sequence(sequence)
            .flatMap(
                known ->
                    known
                        .table()
                        .flatMap(scene.schema()::table)
                        .flatMap(table -> known.column().flatMap(table::column)))
            .filter(column -> !column.type().isSystem("int8") && !column.type().isSerial())
            .isPresent();
    return type.isSystem("int4") && !narrowColumn;
  }

  private static void report(
      Scene scene, QualifiedName sequence, TypeName type, Judgement judgement) {
    judgement
        .hazard(
            scene,
            sequence
                + " ends at "
                + (type.isSystem("int2") ? "32,767" : "2,147,483,647")
                + " from now on: after it every nextval fails (SQLSTATE 2200H); while this runs,"
                + " nextval waits for it (SHARE ROW EXCLUSIVE).")
        .claims(scene.effects())
        .safe("ALTER SEQUENCE " + sequence + " AS bigint")
        .advice("Leave the sequence at bigint; it costs nothing, whatever the column's type is.")
        .report();
  }
}

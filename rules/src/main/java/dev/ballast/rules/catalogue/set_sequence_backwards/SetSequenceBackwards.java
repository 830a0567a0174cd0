package dev.ballast.rules.catalogue.set_sequence_backwards;

import dev.ballast.effect.schema.KnownSequence;
import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.ColumnAction.SetIdentity;
import dev.ballast.sql.tree.Expression.FunctionCall;
import dev.ballast.sql.tree.Expression.Literal;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.RegclassConstant;
import dev.ballast.sql.tree.SequenceStatement.AlterSequence;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// A sequence in use goes back to numbers that it has given out.
@NullMarked
public final class SetSequenceBackwards implements Rule {
  @Override
  public String id() {
    return "set-sequence-backwards";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AlterSequence.class, AlterTable.class, FunctionCall.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!scene.runsNow()) {
      return;
    }
    if (scene.statement() instanceof AlterSequence alter && alter.options().restarts()) {
      judge(scene, alter.name(), alter.options().restartWith(), Optional.empty(), judgement);
    } else if (scene.statement() instanceof AlterTable alter) {
      alter.actions().stream()
          .filter(SetIdentity.class::isInstance)
          .map(SetIdentity.class::cast)
          .filter(identity -> identity.sequence().restarts())
          .forEach(identity -> restarted(scene, alter.name(), identity, judgement));
    } else {
      scene.walk().calls().stream()
          .filter(call -> call.name().name().equals("setval"))
          .forEach(call -> called(scene, call, judgement));
    }
  }

  private static void restarted(
      Scene scene, QualifiedName table, SetIdentity identity, Judgement judgement) {
    if (!scene.isFresh(table)) {
      QualifiedName sequence =
          new QualifiedName(table.schema(), table.name() + "_" + identity.column() + "_seq");
      judge(scene, sequence, identity.sequence().restartWith(), Optional.of(identity), judgement);
    }
  }

  /// Only a constant is judged; `(SELECT max(id) FROM orders)` is what is right.
  private static void called(Scene scene, FunctionCall call, Judgement judgement) {
    if (call.arguments().size() < 2 || !(call.arguments().get(1) instanceof Literal value)) {
      return;
    }
    RegclassConstant.relation(call.arguments().getFirst())
        .filter(sequence -> value.kind() == Literal.Kind.INTEGER)
        .ifPresent(
            sequence ->
                judge(
                    scene,
                    sequence,
                    Optional.of(Long.parseLong(value.text())),
                    Optional.empty(),
                    judgement));
  }

  /// @param restart the action of an ALTER TABLE that does it
  private static void judge(
      Scene scene,
      QualifiedName sequence,
      Optional<Long> value,
      Optional<SetIdentity> restart,
      Judgement judgement) {
    long reached =
        Math.max(
            1, scene.schema().sequence(sequence).flatMap(KnownSequence::restartedAt).orElse(1L));
    boolean back = value.isEmpty() || value.get() < reached || value.get() <= 1;
    if (scene.isFresh(sequence) || !back) {
      return;
    }
    var draft =
        judgement.hazard(
            scene,
            sequence
                + " goes back to "
                + value.map(Object::toString).orElse("its start value")
                + ", and hands out numbers a second time: each INSERT that meets a row with the"
                + " number fails as a duplicate key (SQLSTATE 23505), or where no key guards it,"
                + " two rows share it.");
    restart.ifPresent(draft::insteadOf);
    draft
        .about(sequence)
        .safe("-- on from the highest number in use:", continued(scene, sequence))
        .advice("Set it to the highest number that is in use, never to a constant.")
        .report();
  }

  /// With the table and column that own the sequence, where they are known. Of an empty table
  /// `max` is null, and `setval` then changes nothing.
  private static String continued(Scene scene, QualifiedName sequence) {
    Optional<KnownSequence> known = scene.schema().sequence(sequence);
    String column =
        known.flatMap(KnownSequence::column).map(Phrases::quoted).orElse("<its column>");
    String table =
        known.flatMap(KnownSequence::table).map(QualifiedName::toString).orElse("<its table>");
    return "SELECT setval(%s, (SELECT max(%s) FROM %s))"
        .formatted(Deparser.literal(sequence.toString()), column, table);
  }
}

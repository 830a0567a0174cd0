package dev.ballast.rules.catalogue.commit_in_do_block;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.PlacedPart;
import dev.ballast.rules.lint.Refusal;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.sql.tree.BodyPart;
import dev.ballast.sql.tree.BodyPart.TransactionEnd;
import dev.ballast.sql.tree.RoutineStatement.Call;
import dev.ballast.sql.tree.RoutineStatement.Do;
import org.jspecify.annotations.NullMarked;

/// COMMIT or ROLLBACK inside a routine that runs within a transaction.
@NullMarked
public final class CommitInDoBlock implements Rule {
  private static final String INVALID_TERMINATION = "2D000";

  @Override
  public String id() {
    return "commit-in-do-block";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.within().isPresent()) {
      return;
    }
    if (scene.statement() instanceof Do) {
      PlacedPart.in(scene).stream()
          .filter(placed -> fails(scene, placed.part()))
          .findFirst()
          .ifPresent(placed -> report(scene, placed, "This DO block", judgement));
    } else if (scene.statement() instanceof Call call) {
      PlacedPart.called(scene, call.call()).stream()
          .filter(placed -> fails(scene, placed.part()))
          .findFirst()
          .ifPresent(
              placed -> report(scene, placed, "The procedure " + call.call().name(), judgement));
    }
  }

  /// Within a transaction block, or in a block with an EXCEPTION clause, which is a subtransaction.
  private static boolean fails(Scene scene, BodyPart part) {
    return part instanceof TransactionEnd end && (scene.inTransaction() || end.place().guarded());
  }

  private static Refusal refusal(BodyPart part) {
    BodyPart.Place place = part.place();
    if (place.guarded()) {
      return new Refusal.Conditional(INVALID_TERMINATION, "no EXCEPTION clause catches the error");
    }
    return place.conditional() || place.looped() || place.handler()
        ? new Refusal.Conditional(INVALID_TERMINATION, "the branch that it stands in runs")
        : new Refusal.Certain(INVALID_TERMINATION);
  }

  private static void report(Scene scene, PlacedPart placed, String routine, Judgement judgement) {
    String word =
        placed.part() instanceof TransactionEnd end && !end.commit() ? "ROLLBACK" : "COMMIT";
    Refusal refusal = refusal(placed.part());
    judgement
        .hazard(
            scene.script(),
            placed.span(),
            routine
                + " says "
                + word
                + (scene.inTransaction()
                    ? " inside the transaction that is open around it"
                    : " in a block with an EXCEPTION clause")
                + ": the server refuses that (SQLSTATE 2D000), and all is undone"
                + (refusal instanceof Refusal.Conditional(_, String decides)
                    ? ", if " + decides + "."
                    : "."))
        .refused(refusal)
        .advice(
            scene.inTransaction()
                ? "Run it outside any transaction: tell the tool to leave its own out for this"
                    + " script, or move the script into one without BEGIN."
                : "Move " + word + " out of the block with the EXCEPTION clause.")
        .report();
  }
}

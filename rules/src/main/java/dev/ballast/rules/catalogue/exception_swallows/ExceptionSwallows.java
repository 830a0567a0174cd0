package dev.ballast.rules.catalogue.exception_swallows;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.PlacedPart;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.script.Token;
import dev.ballast.sql.tree.BodyPart;
import dev.ballast.sql.tree.BodyPart.DynamicSql;
import dev.ballast.sql.tree.BodyPart.Evaluation;
import dev.ballast.sql.tree.BodyPart.OtherPart;
import dev.ballast.sql.tree.BodyPart.Sql;
import dev.ballast.sql.tree.BodyPart.TransactionEnd;
import dev.ballast.sql.tree.DataStatement;
import dev.ballast.sql.tree.ParsedStatement.Understood;
import dev.ballast.sql.tree.RoutineStatement.Do;
import dev.ballast.sql.tree.SessionStatement;
import dev.ballast.sql.tree.Statement;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A DO block that changes the schema and forgets every error.
@NullMarked
public final class ExceptionSwallows implements Rule {
  /// The levels of RAISE that end nothing.
  private static final Set<String> QUIET = Set.of("notice", "warning", "info", "log", "debug");

  @Override
  public String id() {
    return "exception-swallows";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(Do.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof Do block)
        || !forgets(SqlText.of(block.body().text()).tokens())) {
      return;
    }
    for (PlacedPart placed : PlacedPart.in(scene)) {
      if (placed.part().place().guarded() && changesSchema(placed.part())) {
        judgement
            .hazard(
                scene.script(),
                placed.span(),
                "Whatever error this meets, a missing privilege or a lock_timeout included, EXCEPTION"
                    + " WHEN OTHERS forgets it: the migration counts as done and the change may"
                    + " not be there.")
            .advice(
                "Name the one condition that is expected, such as WHEN duplicate_column, or test"
                    + " for it with IF [NOT] EXISTS, and let every other error stop the script.")
            .report();
        return;
      }
    }
  }

  /// A handler of every error that does nothing, or only says so.
  private static boolean forgets(List<Token> tokens) {
    for (int i = 0; i + 2 < tokens.size(); i++) {
      boolean others =
          tokens.get(i).isWord("when")
              && tokens.get(i + 1).isWord("others")
              && tokens.get(i + 2).isWord("then");
      if (others && onlySpeaks(tokens.subList(i + 3, tokens.size()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean onlySpeaks(List<Token> handler) {
    int next = 0;
    while (next < handler.size() && !handler.get(next).isWord("end")) {
      int end = next;
      while (end < handler.size() && !handler.get(end).isSymbol(';')) {
        end++;
      }
      if (!isHarmless(handler.subList(next, end))) {
        return false;
      }
      next = end + 1;
    }
    return next < handler.size();
  }

  private static boolean isHarmless(List<Token> statement) {
    boolean raises =
        statement.size() > 1
            && statement.getFirst().isWord("raise")
            && QUIET.stream().anyMatch(statement.get(1)::isWord);
    return raises
        || (statement.size() == 1
            && (statement.getFirst().isWord("null") || statement.getFirst().isWord("return")));
  }

  private static boolean changesSchema(BodyPart part) {
    return switch (part) {
      case Sql sql -> changesSchema(sql);
      case DynamicSql dynamic ->
          dynamic.literal().isEmpty()
              || dynamic.statements().stream().anyMatch(ExceptionSwallows::changesSchema);
      case Evaluation _, TransactionEnd _, OtherPart _ -> false;
    };
  }

  private static boolean changesSchema(Sql sql) {
    return sql.parsed() instanceof Understood(Statement statement)
        && !(statement instanceof DataStatement)
        && !(statement instanceof SessionStatement);
  }
}

package dev.ballast.change.trace.scratch;

import dev.ballast.sql.tree.BodyPart;
import dev.ballast.sql.tree.DataStatement.Copy;
import dev.ballast.sql.tree.DatabaseStatement.AlterSystem;
import dev.ballast.sql.tree.ParsedStatement;
import dev.ballast.sql.tree.ParsedStatement.Understood;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.ReplicationStatement.AlterSubscription;
import dev.ballast.sql.tree.ReplicationStatement.CreateSubscription;
import dev.ballast.sql.tree.ReplicationStatement.DropSubscription;
import dev.ballast.sql.tree.RoutineBody;
import dev.ballast.sql.tree.RoutineStatement.CreateFunction;
import dev.ballast.sql.tree.RoutineStatement.Do;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.Statement.OtherStatement;
import dev.ballast.sql.tree.TableStatement.ImportForeignSchema;
import dev.ballast.sql.tree.Walk;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Says of a statement, before the server sees it, that a scratch server does not run it: it names
/// servers, programs or files, of production as likely as not.
///
/// It is no wall. What a statement puts together when it runs cannot be read before; then the
/// server refuses it, since no migration runs as a superuser there.
public final class Guard {
  private static final String OTHER_SERVER = "it would connect to another server";
  private static final String FILE = "it would read or write a file on the server's machine";
  private static final String CODE = "it would load a library into the server";

  /// `internal` and `c` name functions inside of the server's memory.
  private static final Set<String> LOADING_LANGUAGES = Set.of("c", "internal");

  /// A body within a body within a body does not occur in real migrations.
  private static final int MAX_TEXTS = 200;

  private final Parser parser = Parser.postgres18();
  private final Deque<String> ahead = new ArrayDeque<>();
  private int texts;

  private Guard() {}

  /// Why the statement is not run; empty where it may be.
  public static Optional<String> refusal(String statement) {
    return new Guard().read(statement);
  }

  private Optional<String> read(String text) {
    ahead.push(text);
    while (!ahead.isEmpty() && texts++ < MAX_TEXTS) {
      String next = ahead.pop();
      if (parser.parse(next) instanceof Understood understood) {
        Optional<String> refusal = refusal(understood.statement());
        if (refusal.isPresent()) {
          return refusal;
        }
        if (understood.statement() instanceof Do) {
          Optional<String> inBody = parser.body(next).flatMap(this::body);
          if (inBody.isPresent()) {
            return inBody;
          }
        }
      }
    }
    return Optional.empty();
  }

  /// What is written out in a block; constant texts that it executes are read next.
  private Optional<String> body(RoutineBody body) {
    if (!(body instanceof RoutineBody.Understood understood)) {
      return Optional.empty();
    }
    for (BodyPart part : understood.parts()) {
      Stream<BodyPart.Sql> statements =
          switch (part) {
            case BodyPart.Sql sql -> Stream.of(sql);
            case BodyPart.DynamicSql dynamic -> dynamic.statements().stream();
            case BodyPart.Evaluation _, BodyPart.TransactionEnd _, BodyPart.OtherPart _ ->
                Stream.empty();
          };
      Optional<String> refusal =
          statements
              .peek(sql -> ahead.add(sql.text()))
              .map(BodyPart.Sql::parsed)
              .flatMap(parsed -> refusal(parsed).stream())
              .findFirst();
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> refusal(ParsedStatement parsed) {
    return parsed instanceof Understood understood
        ? refusal(understood.statement())
        : Optional.empty();
  }

  /// Of the statement and all below it.
  private static Optional<String> refusal(Statement top) {
    return Walk.of(top).statements().stream()
        .flatMap(statement -> itself(statement).stream())
        .findFirst();
  }

  private static Optional<String> itself(Statement statement) {
    return switch (statement) {
      case CreateSubscription _ -> Optional.of(OTHER_SERVER);
      case AlterSubscription _ -> Optional.of(OTHER_SERVER);
      case DropSubscription _ -> Optional.of(OTHER_SERVER);
      case ImportForeignSchema _ -> Optional.of(OTHER_SERVER);
      case Copy copy when copy.program() ->
          Optional.of("it would run a program on the server's machine");
      case Copy copy when copy.file().isPresent() -> Optional.of(FILE);
      case CreateFunction made when LOADING_LANGUAGES.contains(made.language()) ->
          Optional.of(CODE);
      case AlterSystem altered when !HarmlessParameters.ofSystem(altered.setting().name()) ->
          Optional.of(
              "it would change what the server's machine runs or reads; on a scratch server only"
                  + " parameters without such an effect can be changed");
      case OtherStatement other -> other(other.node());
      case Statement _ -> Optional.empty();
    };
  }

  private static Optional<String> other(String node) {
    return switch (node) {
      case "LoadStmt" -> Optional.of(CODE);
      case "CreateTableSpaceStmt" -> Optional.of(FILE);
      default -> Optional.empty();
    };
  }
}

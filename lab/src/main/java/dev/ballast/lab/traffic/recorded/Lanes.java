package dev.ballast.lab.traffic.recorded;

import dev.ballast.lab.traffic.ParameterDraw;
import dev.ballast.lab.traffic.Recording;
import dev.ballast.lab.traffic.StatementWork;
import dev.ballast.lab.traffic.TrafficStatement;
import dev.ballast.lab.traffic.production.ReadOnlyProof;
import dev.ballast.sql.grammar.Grammar;
import dev.ballast.sql.grammar.NormalizedText;
import dev.ballast.sql.tree.DataStatement;
import dev.ballast.sql.tree.ParsedStatement;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.SessionStatement;
import dev.ballast.sql.tree.Statement;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes a recording of entries: one lane per session, each in order of time. For one thread.
final class Lanes {
  private static final int NAME_LENGTH = 100;

  private final ReadOnlyProof proof;

  Lanes(ReadOnlyProof proof) {
    this.proof = proof;
  }

  Recording of(Entries entries) {
    List<Entry> ordered =
        entries.all().stream().sorted(Comparator.comparingLong(Entry::micros)).toList();
    long begin = ordered.isEmpty() ? 0 : ordered.getFirst().micros();
    Map<String, List<Recording.Step>> lanes = new LinkedHashMap<>();
    for (Entry entry : ordered) {
      Optional<String> unfit = unfit(entry);
      if (unfit.isPresent()) {
        entries.leave(name(entry), unfit.get());
      } else {
        lanes
            .computeIfAbsent(entry.session(), any -> new ArrayList<>())
            .add(
                new Recording.Step(
                    Duration.of(entry.micros() - begin, ChronoUnit.MICROS), work(entry)));
      }
    }
    return new Recording(
        lanes.entrySet().stream()
            .map(lane -> new Recording.Lane(lane.getKey(), lane.getValue()))
            .toList(),
        entries.leftOut());
  }

  private StatementWork work(Entry entry) {
    List<Optional<String>> values = entry.parameters();
    ParameterDraw same = random -> values;
    return new StatementWork(
        new TrafficStatement(
            name(entry), entry.text(), values.size(), isReadOnly(entry), entry.keeping()),
        same);
  }

  /// Without its constants, so that equal statements are counted together.
  private static String name(Entry entry) {
    String text =
        entry.parameters().isEmpty()
                && Grammar.postgres18().normalize(entry.text()) instanceof NormalizedText normal
            ? normal.sql()
            : entry.text();
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() > NAME_LENGTH ? line.substring(0, NAME_LENGTH) + "..." : line;
  }

  private Optional<Statement> statement(Entry entry) {
    return Parser.postgres18().parse(entry.text()) instanceof ParsedStatement.Understood understood
        ? Optional.of(understood.statement())
        : Optional.empty();
  }

  private boolean isReadOnly(Entry entry) {
    return statement(entry)
        .map(
            statement ->
                statement instanceof SessionStatement.TransactionControl control
                    ? control.options().isEmpty()
                    : proof.holds(statement))
        .orElse(false);
  }

  /// Why a statement is not repeated; empty where it is.
  private Optional<String> unfit(Entry entry) {
    Optional<Statement> statement = statement(entry);
    if (statement.isEmpty()) {
      return Optional.of("It is not one statement that the parser of PostgreSQL 18 understands.");
    }
    Optional<String> acting = proof.administrative(statement.get());
    if (acting.isPresent()) {
      return Optional.of(
          "It calls " + acting.get() + "(), which is of the server and not of its rows.");
    }
    return switch (statement.get()) {
      case DataStatement.Copy copy ->
          Optional.of("COPY carries its rows outside of the statement.");
      case DataStatement data -> Optional.empty();
      case SessionStatement.Explain explain ->
          Optional.of("Only statements that an application runs are repeated.");
      case SessionStatement.TransactionControl control when isOfTwoPhases(control) ->
          Optional.of("The second step of a two-phase commit may be another session's.");
      case SessionStatement session -> Optional.empty();
      case Statement other ->
          Optional.of(
              "Only statements that read or write rows, and those of the session, are repeated.");
    };
  }

  private static boolean isOfTwoPhases(SessionStatement.TransactionControl control) {
    return switch (control.kind()) {
      case PREPARE, COMMIT_PREPARED, ROLLBACK_PREPARED -> true;
      case BEGIN, COMMIT, ROLLBACK, SAVEPOINT, RELEASE, ROLLBACK_TO -> false;
    };
  }
}

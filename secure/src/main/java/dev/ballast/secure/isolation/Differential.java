package dev.ballast.secure.isolation;

import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.ClientView;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.secure.workload.Attempt;
import dev.ballast.secure.world.ForeignRows;
import dev.ballast.secure.world.ForeignRows.Count;
import dev.ballast.secure.world.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tries attempts in both worlds and compares what the attacker sees, and what it leaves of the
/// victim's rows. For one thread at a time.
final class Differential {
  /// Rows of one answer that are compared; where there are more, the first ones are.
  private static final int MOST_ROWS = 10_000;

  private final Session with;
  private final Session without;
  private final Map<Long, Count> before;

  /// @param with a session of the login role where the victim's rows are
  /// @param without one where they are not
  Differential(Session with, Session without) {
    this.with = with;
    this.without = without;
    this.before =
        ForeignRows.read(with)
            .orElseThrow(() -> new IllegalStateException("the victim's rows cannot be counted"))
            .counts();
  }

  /// What came of an attempt.
  sealed interface Outcome {
    /// The same in both worlds, and the victim's rows are as they were.
    record Isolated() implements Outcome {}

    /// The victim's rows are seen or changed.
    ///
    /// @param seen a sentence
    record Leaking(String seen) implements Outcome {}

    /// The answer differs from one run to the next in the same world.
    record Unsteady() implements Outcome {}
  }

  /// What one run of an attempt showed.
  ///
  /// @param change what it did to the victim's rows; empty where nothing
  private record Run(
      ClientView view, List<List<Optional<String>>> sorted, Optional<String> change) {
    boolean looksLike(Run other) {
      return view.sqlState().equals(other.view.sqlState())
          && view.texts().equals(other.view.texts())
          && view.count() == other.view.count()
          && view.notices().equals(other.view.notices())
          && sorted.equals(other.sorted);
    }
  }

  Outcome attempt(Attempt attempt) {
    Run one = run(with, attempt, true);
    if (one.change().isPresent()) {
      return new Outcome.Leaking(one.change().get());
    }
    Run other = run(without, attempt, false);
    if (one.looksLike(other)) {
      return new Outcome.Isolated();
    }
    // What differs by itself, as the time does, is no answer about the victim.
    Run again = run(with, attempt, true);
    Run otherAgain = run(without, attempt, false);
    if (one.looksLike(again) && other.looksLike(otherAgain)) {
      return new Outcome.Leaking(difference(one, other));
    }
    return new Outcome.Unsteady();
  }

  private Run run(Session session, Attempt attempt, boolean victimIsThere) {
    session.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
    try {
      for (String statement : attempt.begin()) {
        ClientView view = session.observe(statement, 1);
        if (!view.succeeded()) {
          return new Run(view, List.of(), Optional.empty());
        }
      }
      ClientView view = session.observe(attempt.sql(), MOST_ROWS);
      if (view.succeeded() && attempt.way().writes()) {
        ClientView checked = session.observe("SET CONSTRAINTS ALL IMMEDIATE", 1);
        if (!checked.succeeded()) {
          return new Run(checked, List.of(), Optional.empty());
        }
        return new Run(view, sorted(view), victimIsThere ? change(session) : Optional.empty());
      }
      return new Run(view, sorted(view), Optional.empty());
    } finally {
      session.rollback();
    }
  }

  private static List<List<Optional<String>>> sorted(ClientView view) {
    return view.rows().stream()
        .sorted((one, other) -> one.toString().compareTo(other.toString()))
        .toList();
  }

  /// What the open transaction did to the victim's rows.
  private Optional<String> change(Session session) {
    return ForeignRows.read(session)
        .flatMap(
            now ->
                now.counts().entrySet().stream()
                    .flatMap(entry -> change(entry.getKey(), entry.getValue()).stream())
                    .findFirst());
  }

  private Optional<String> change(long relation, Count now) {
    Count then = before.getOrDefault(relation, now);
    if (now.intact() < then.intact()) {
      return Optional.of(
          "%d of %d rows of the other tenant are changed or gone"
              .formatted(then.intact() - now.intact(), then.intact()));
    }
    return now.marked() == then.marked()
        ? Optional.empty()
        : Optional.of(
            "the other tenant has %d rows, and had %d".formatted(now.marked(), then.marked()));
  }

  private static String difference(Run with, Run without) {
    if (!with.view().sqlState().equals(without.view().sqlState())) {
      return "%s with the other tenant's rows, %s without them"
          .formatted(said(with), said(without));
    }
    if (!with.view().texts().equals(without.view().texts())) {
      return "the error is \"%s\" with the other tenant's rows, and \"%s\" without them"
          .formatted(
              String.join("; ", with.view().texts()), String.join("; ", without.view().texts()));
    }
    List<List<Optional<String>>> foreign = new ArrayList<>(with.sorted());
    without.sorted().forEach(foreign::remove);
    if (!foreign.isEmpty()) {
      List<Optional<String>> shown =
          foreign.stream().filter(Tenant.VICTIM::isNamedIn).findFirst().orElse(foreign.getFirst());
      return "it reads (%s)".formatted(row(shown));
    }
    return "%d rows with the other tenant's rows, %d without them"
        .formatted(with.view().count(), without.view().count());
  }

  private static String said(Run run) {
    return run.view().succeeded()
        ? "success"
        : "SQLSTATE " + run.view().sqlState() + " (" + run.view().texts().getFirst() + ")";
  }

  private static String row(List<Optional<String>> values) {
    List<String> texts = values.stream().map(value -> value.orElse("NULL")).toList();
    return String.join(", ", texts);
  }
}

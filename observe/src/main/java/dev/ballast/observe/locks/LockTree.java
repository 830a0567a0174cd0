package dev.ballast.observe.locks;

import dev.ballast.observe.text.StatementId;
import dev.ballast.observe.text.StatementText;
import dev.ballast.observe.text.StatementText.Form;
import dev.ballast.observe.text.TextPolicy;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who waits for whom: each session behind the one that it waits for, the one that waits for nobody
/// first.
///
/// @param lines in that order, each session once
public record LockTree(Instant at, List<Line> lines) {
  public LockTree {
    lines = List.copyOf(lines);
  }

  /// A session at its place.
  ///
  /// @param depth 0 for one that waits for nobody, or that a circle was cut open at
  public record Line(int depth, LockSession session) {}

  /// Asks who waits at present. Each wait costs the server a moment in which no other lock is
  /// granted: ask where something waits.
  ///
  /// @param known texts that need not be made again
  public static LockTree read(
      Session session, Instant at, Map<StatementId, StatementText> known, TextPolicy policy) {
    return of(
        at,
        session.query(
            SqlResource.load(LockTree.class, "waits", session.version()),
            row -> session(row, known, policy)));
  }

  private static LockSession session(
      Row row, Map<StatementId, StatementText> known, TextPolicy policy) {
    return new LockSession(
        Math.toIntExact(row.number("pid")),
        row.textOrEmpty("usename"),
        row.textOrEmpty("application_name"),
        row.textOrEmpty("datname"),
        row.textOrEmpty("state"),
        row.decimalOrEmpty("transaction_seconds"),
        row.textOrEmpty("mode")
            .map(
                mode ->
                    new LockSession.Wait(
                        mode,
                        row.text("locktype"),
                        row.textOrEmpty("relation"),
                        row.decimalOrEmpty("wait_seconds"))),
        row.texts("blockers").stream().map(Integer::parseInt).distinct().toList(),
        statement(row, known, policy));
  }

  private static StatementText statement(
      Row row, Map<StatementId, StatementText> known, TextPolicy policy) {
    Optional<StatementText> seen =
        row.textOrEmpty("query_id")
            .map(id -> known.get(new StatementId(row.textOrEmpty("datname").orElse(""), id)));
    return seen.or(() -> row.textOrEmpty("query").map(q -> policy.apply(q, row.flag("complete"))))
        .orElse(new StatementText(Form.HIDDEN, ""));
  }

  /// Puts sessions in order. A circle, which the server dissolves or takes for a deadlock after
  /// `deadlock_timeout`, is cut open at the session that has waited longest.
  static LockTree of(Instant at, List<LockSession> sessions) {
    Map<Integer, LockSession> left = new LinkedHashMap<>();
    sessions.stream()
        .sorted(
            Comparator.comparingDouble(LockTree::waited)
                .reversed()
                .thenComparingInt(LockSession::pid))
        .forEach(session -> left.put(session.pid(), session));
    List<Line> lines = new ArrayList<>();
    List<LockSession> roots = left.values().stream().filter(s -> s.blockers().isEmpty()).toList();
    Map<Integer, List<LockSession>> behind = new HashMap<>();
    for (LockSession each : left.values()) {
      each.blockers().forEach(pid -> behind.computeIfAbsent(pid, p -> new ArrayList<>()).add(each));
    }
    roots.forEach(root -> add(root, 0, behind, left, lines));
    while (!left.isEmpty()) {
      add(left.values().iterator().next(), 0, behind, left, lines);
    }
    return new LockTree(at, lines);
  }

  private static double waited(LockSession session) {
    return session.waiting().map(w -> w.seconds().orElse(0)).orElse(0.0);
  }

  private static void add(
      LockSession session,
      int depth,
      Map<Integer, List<LockSession>> behind,
      Map<Integer, LockSession> left,
      List<Line> lines) {
    if (left.remove(session.pid()) == null) {
      return;
    }
    lines.add(new Line(depth, session));
    for (LockSession next : behind.getOrDefault(session.pid(), List.of())) {
      add(next, depth + 1, behind, left, lines);
    }
  }
}

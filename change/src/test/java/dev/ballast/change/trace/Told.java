package dev.ballast.change.trace;

import dev.ballast.change.trace.seen.ObservedRelation;
import dev.ballast.change.trace.seen.Rewrite;
import dev.ballast.change.trace.seen.StatementTrace;
import dev.ballast.sql.LockMode;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A trace in the words of `statements.txt`.
final class Told {
  private Told() {}

  static String of(String statement, StatementTrace trace) {
    StringBuilder told = new StringBuilder(statement).append('\n');
    if (!trace.outcome().isDone()) {
      return told.append("  ").append(trace.outcome()).append('\n').toString();
    }
    line(told, "locks", locks(trace));
    line(
        told,
        "rewrites",
        trace.rewritten().stream().filter(r -> !isToast(r.relation())).map(Told::rewrite));
    line(told, "scans", trace.scans().stream().map(scan -> scan.relation().display()));
    line(told, "makes", names(trace.observed().created()));
    line(told, "drops", names(trace.observed().dropped()));
    return told.toString();
  }

  private static Stream<String> names(Collection<ObservedRelation> relations) {
    return relations.stream().map(ObservedRelation::display);
  }

  private static String rewrite(Rewrite rewrite) {
    return rewrite.relation().display()
        + switch (rewrite.kind()) {
          case TABLE_REWRITTEN -> " rewritten";
          case INDEX_REBUILT -> " rebuilt";
          case EMPTIED -> " emptied";
          case UNDECIDED -> " undecided";
        };
  }

  private static Stream<String> locks(StatementTrace trace) {
    Map<String, LockMode> strongest = new TreeMap<>();
    trace.locks().stream()
        .filter(lock -> !lock.ownNew() && !isToast(lock.relation()))
        .filter(lock -> !lock.relation().kind().isIndex() || lock.mode() != LockMode.ACCESS_SHARE)
        .forEach(
            lock ->
                strongest.merge(
                    lock.relation().display(), lock.mode(), (a, b) -> a.isStrongerThan(b) ? a : b));
    return strongest.entrySet().stream().map(e -> e.getKey() + " " + e.getValue().sql());
  }

  private static boolean isToast(ObservedRelation relation) {
    return relation.schema().equals("pg_toast");
  }

  private static void line(StringBuilder told, String key, Stream<String> values) {
    String joined = values.collect(Collectors.joining(", "));
    if (!joined.isEmpty()) {
      told.append("  ").append(key).append(": ").append(joined).append('\n');
    }
  }
}

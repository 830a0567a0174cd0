package dev.ballast.observe.watch;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.text.StatementId;
import dev.ballast.observe.text.StatementText;
import dev.ballast.observe.text.StatementTextReader;
import dev.ballast.observe.text.TextPolicy;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.store.sample.Figures;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The texts of one target's statements that are on the board. For the thread of its watch.
final class StatementTexts {
  /// What the family calls statements that are not one.
  private static final Set<String> NOT_ONE = Set.of("other", "hidden");

  /// How many are read in one pass.
  private static final int MOST = 50;

  private static final int AFTER_FAILURE = 10;

  private final TextPolicy policy;
  private final Map<StatementId, StatementText> known = new HashMap<>();

  /// Why the last attempt failed, and for how many readings that counts: a server is not made to
  /// read all its texts in each pass for nothing.
  private Optional<Fault> failed = Optional.empty();

  private int postponed;

  StatementTexts(TextPolicy policy) {
    this.policy = policy;
  }

  /// All that are known of the statements that were read last.
  Map<StatementId, StatementText> known() {
    return Map.copyOf(known);
  }

  /// Reads the texts of statements that were not there before; returns those.
  Map<StatementId, StatementText> follow(Session session, List<Figures> statements) {
    Set<StatementId> current = new LinkedHashSet<>();
    statements.forEach(figures -> id(figures).ifPresent(current::add));
    known.keySet().retainAll(current);
    List<StatementId> unseen =
        current.stream().filter(id -> !known.containsKey(id)).limit(MOST).toList();
    if (unseen.isEmpty()) {
      return Map.of();
    }
    if (failed.isPresent() && postponed-- > 0) {
      throw failed.get();
    }
    try {
      Map<StatementId, StatementText> read = StatementTextReader.read(session, unseen, policy);
      failed = Optional.empty();
      known.putAll(read);
      return read;
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      failed = Optional.of(fault);
      postponed = AFTER_FAILURE;
      throw fault;
    }
  }

  /// Of which statement the figures are.
  static Optional<StatementId> id(Figures figures) {
    return figures
        .labels()
        .value("queryid")
        .filter(id -> !NOT_ONE.contains(id))
        .map(id -> new StatementId(figures.labels().value("database").orElse(""), id));
  }
}

package dev.ballast.observe.watch;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.key.KeyFacts;
import dev.ballast.observe.key.KeyReader;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Layout;
import dev.ballast.targets.config.Target;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What has to be known of the columns of one target that have few values left, to widen them. For
/// the thread of its watch.
final class NarrowKeys {
  /// From this share on somebody will want to widen it.
  private static final double FEW_LEFT = 0.5;

  /// How many are looked up, those with the fewest values left.
  private static final int MOST = 10;

  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final Duration LOCK_LIMIT = Duration.ofMillis(300);

  private final Target target;
  private final Runnable asking;

  /// @param asking notes that the server is asked something again
  NarrowKeys(Target target, Runnable asking) {
    this.target = target;
    this.asking = asking;
  }

  /// By the labels of the figures. A column whose database cannot be read is missing.
  Map<Labels, KeyFacts> of(Layout layout, List<Figures> keys) {
    int used = layout.indexOf("used_ratio");
    Map<Labels, KeyFacts> known = new HashMap<>();
    keys.stream()
        .filter(figures -> figures.value(used) >= FEW_LEFT)
        .sorted(Comparator.<Figures>comparingDouble(figures -> figures.value(used)).reversed())
        .limit(MOST)
        .map(Figures::labels)
        .forEach(labels -> read(labels).ifPresent(facts -> known.put(labels, facts)));
    return known;
  }

  private Optional<KeyFacts> read(Labels labels) {
    asking.run();
    SessionOptions options =
        SessionOptions.of("ballast study")
            .withStatementTimeout(LIMIT)
            .withLockTimeout(LOCK_LIMIT)
            .withAnswerSlack(Duration.ofSeconds(1));
    try (Session session =
        Session.open(target.connection().withDatabase(label(labels, "database")), options)) {
      return KeyReader.read(
          session,
          new KeyReader.Place(
              label(labels, "schema"),
              label(labels, "table"),
              label(labels, "column"),
              QualifiedName.of(label(labels, "sequence_schema"), label(labels, "sequence"))));
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      return Optional.empty();
    }
  }

  private static String label(Labels labels, String name) {
    return labels.value(name).orElse("");
  }
}

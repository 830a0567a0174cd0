import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Thresholds that are lower in the drills' configuration than by themselves, since nobody waits
/// for half an hour in a drill. All others are those that Ballast ships with.
final class Lowered {
  private static final Map<String, String> CHECKS = new LinkedHashMap<>();

  static {
    CHECKS.put("idle-in-transaction", "raise: 30s, page: 600s, clear: 10s");
    CHECKS.put("long-statement", "raise: 60s");
    CHECKS.put("long-transaction", "raise: 60s");
    CHECKS.put("lock-wait-long", "raise: 20s");
    CHECKS.put("prepared-transaction-left", "raise: 20s, page: 600s, clear: 10s");
    CHECKS.put("rollback-share", "hold: 30s");
    CHECKS.put("temporary-files", "raise: 50MB");
    CHECKS.put("statement-slow", "raise: 150ms");
    CHECKS.put("sessions-idle", "raise: 40, hold: 20s");
    CHECKS.put("xmin-horizon-held", "raise: 3000, page: 100000000");
    CHECKS.put("standby-behind", "raise: 4MB, hold: 10s, page: 1GB");
    CHECKS.put("replay-behind", "raise: 20s, hold: 10s, page: 600s, clear: 5s");
    CHECKS.put("standby-conflicts", "raise: 1");
    CHECKS.put("slot-inactive", "hold: 20s");
    CHECKS.put("slot-retains-much", "raise: 160MB, page: 10GB");
    CHECKS.put("subscription-disabled", "hold: 30s");
    CHECKS.put("archive-behind", "raise: 3, hold: 20s, page: 200");
    CHECKS.put("wal-rate-high", "raise: 8MB, hold: 20s");
    CHECKS.put("autovacuum-workers-busy", "hold: 30s");
    CHECKS.put("dead-rows", "hold: 0s");
    CHECKS.put("never-analyzed", "hold: 0s");
    CHECKS.put("never-vacuumed", "hold: 0s");
    CHECKS.put("pooler-database-paused", "hold: 20s");
    CHECKS.put("host-memory-low", "raise: 60%, page: 97%, hold: 20s");
    CHECKS.put("host-cpu-busy", "hold: 1min");
  }

  private Lowered() {}

  static Optional<String> of(String check) {
    return Optional.ofNullable(CHECKS.get(check));
  }

  /// The section of `ballast.yaml`.
  static String section() {
    StringBuilder text = new StringBuilder("alerts:\n  checks:\n");
    CHECKS.forEach((check, terms) -> text.append("    %s: {%s}\n".formatted(check, terms)));
    return text.toString();
  }
}

import dev.ballast.store.alert.Alert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What came of one drill. For one thread.
final class Trial {
  /// What a fault does may be read this much after it ended, and raise an alert then.
  private static final Duration ECHO = Duration.ofSeconds(150);

  private final Drill drill;
  private final long injected;
  private final List<Watcher.Spell> mine = new ArrayList<>();
  private final List<Watcher.Spell> beside = new ArrayList<>();
  private Optional<Watcher.Spell> found = Optional.empty();
  private Optional<Long> removed = Optional.empty();

  Trial(Drill drill, long injected) {
    this.drill = drill;
    this.injected = injected;
  }

  Drill drill() {
    return drill;
  }

  /// Whether the alert names the cause of this drill; takes it if so.
  boolean takesAsCause(Watcher.Spell spell) {
    if (!isDuring(spell) || !isCause(spell.alert()) || isFound()) {
      return false;
    }
    found = Optional.of(spell);
    mine.add(spell);
    return true;
  }

  /// Whether the alert may be due to this drill; takes it if so.
  boolean takes(Watcher.Spell spell) {
    Alert alert = spell.alert();
    boolean taken =
        isDuring(spell)
            && (explains(alert)
                || isCause(alert)
                || drill.consequences().contains(alert.check())
                || (alert.check().equals(drill.cause()) && drill.subject().isEmpty()));
    if (taken) {
      mine.add(spell);
    }
    return taken;
  }

  private boolean isDuring(Watcher.Spell spell) {
    return spell.from() >= injected
        && removed.map(end -> spell.from() - end < ECHO.toNanos()).orElse(true);
  }

  /// What one of this drill's alerts explains is none that people are notified of.
  private boolean explains(Alert alert) {
    return alert.cause().filter(this::isMine).isPresent();
  }

  private boolean isCause(Alert alert) {
    return alert.check().equals(drill.cause())
        && alert.target().equals(drill.target())
        && (alert.subject().text() + " " + alert.condition().summary()).contains(drill.subject());
  }

  /// Notes an alert that nothing explains while this drill ran.
  void beside(Watcher.Spell spell) {
    beside.add(spell);
  }

  void removed(long at) {
    removed = Optional.of(at);
  }

  boolean isFound() {
    return found.isPresent();
  }

  boolean isCleared() {
    return found.flatMap(Watcher.Spell::until).isPresent();
  }

  /// Seconds from the fault to its first alert, of the cause or a consequence.
  String firstSeconds() {
    return mine.stream()
        .min(java.util.Comparator.comparingLong(Watcher.Spell::from))
        .map(spell -> seconds(spell.from() - injected))
        .orElse("-");
  }

  String foundSeconds() {
    return found.map(spell -> seconds(spell.from() - injected)).orElse("-");
  }

  /// Seconds from the end of the fault to the end of its alert.
  String clearSeconds() {
    if (found.isEmpty() || removed.isEmpty() || found.get().until().isEmpty()) {
      return "-";
    }
    return seconds(Math.max(0, found.get().until().get() - removed.get()));
  }

  /// Whether nothing else explains the alert of the cause, so that it is what people are notified
  /// of.
  boolean isRoot() {
    return found.flatMap(Watcher.Spell::explainedBy).isEmpty();
  }

  String urgency() {
    return found.map(spell -> spell.alert().urgency().name().toLowerCase(java.util.Locale.ROOT)).orElse("-");
  }

  /// Consequences that one alert of this drill explains.
  List<String> explained() {
    List<UUID> ids = mine.stream().map(spell -> spell.alert().id()).toList();
    return others().stream()
        .filter(s -> s.explainedBy().filter(ids::contains).isPresent())
        .map(s -> s.alert().check())
        .distinct()
        .toList();
  }

  /// Consequences that stand by themselves, so that people are notified of them too.
  List<String> unexplained() {
    List<String> under = explained();
    return others().stream()
        .map(s -> s.alert().check())
        .filter(check -> !under.contains(check))
        .distinct()
        .toList();
  }

  private List<Watcher.Spell> others() {
    return mine.stream()
        .filter(s -> found.filter(f -> f.alert().id().equals(s.alert().id())).isEmpty())
        .toList();
  }

  /// What was raised meanwhile and nothing of this drill explains.
  List<String> falseAlarms() {
    return beside.stream()
        .filter(spell -> spell.explainedBy().filter(this::isMine).isEmpty())
        .map(Watcher.Spell::alert)
        .map(a -> "%s@%s (%s)".formatted(a.check(), a.target(), a.condition().summary()))
        .map(text -> text.replace('\t', ' ').replace('\n', ' ').replace("; ", ", "))
        .toList();
  }

  /// Whether the alert belongs to this drill, or one of those explains it.
  private boolean isMine(UUID alert) {
    return mine.stream().anyMatch(spell -> spell.alert().id().equals(alert))
        || beside.stream()
            .filter(spell -> spell.alert().id().equals(alert))
            .anyMatch(spell -> spell.explainedBy().filter(this::isMine).isPresent());
  }

  private static String seconds(long nanos) {
    return Long.toString(Math.round(nanos / 1e9));
  }
}

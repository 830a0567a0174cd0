import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.server.api.AlertsView;
import dev.ballast.server.http.NodeClient;
import dev.ballast.store.alert.Alert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Asks the node for its alerts each half second, as a person at a screen would see them, and keeps
/// when each began and ended to be there. Safe for any number of threads.
final class Watcher implements Runnable {
  private static final Duration LOOK = Duration.ofMillis(500);

  private final NodeClient client;
  private final Clock clock;
  private final List<Spell> spells = new ArrayList<>();
  private final Map<UUID, Spell> open = new HashMap<>();

  /// An alert from when it was seen to when it was gone. Guarded by the watcher.
  static final class Spell {
    private final long from;
    private Alert alert;
    private Optional<UUID> explainedBy = Optional.empty();
    private Optional<Long> until = Optional.empty();

    private Spell(long from, Alert alert) {
      this.from = from;
      this.alert = alert;
    }

    long from() {
      return from;
    }

    Alert alert() {
      return alert;
    }

    /// The alert that explained it at some time.
    Optional<UUID> explainedBy() {
      return explainedBy;
    }

    Optional<Long> until() {
      return until;
    }
  }

  Watcher(NodeClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      look();
      clock.pause(LOOK);
    }
  }

  private void look() {
    List<Alert> now;
    try {
      now = client.get("/api/v1/alerts", AlertsView.class).alerts();
    } catch (Fault fault) {
      // The node is stopped in one of the drills.
      return;
    }
    take(now);
  }

  private synchronized void take(List<Alert> now) {
    long at = clock.nanoTime();
    Map<UUID, Alert> there = new HashMap<>();
    now.stream().filter(Alert::open).forEach(alert -> there.put(alert.id(), alert));
    for (Alert alert : there.values()) {
      Spell spell = open.get(alert.id());
      if (spell == null) {
        spell = new Spell(at, alert);
        open.put(alert.id(), spell);
        spells.add(spell);
      }
      spell.alert = alert;
      if (alert.cause().isPresent()) {
        spell.explainedBy = alert.cause();
      }
    }
    open.entrySet()
        .removeIf(
            each -> {
              boolean gone = !there.containsKey(each.getKey());
              if (gone) {
                each.getValue().until = Optional.of(at);
              }
              return gone;
            });
  }

  /// All that were seen, in the order in which they came.
  synchronized List<Spell> spells() {
    return List.copyOf(spells);
  }

  /// Those that are there now.
  synchronized List<Spell> open() {
    return List.copyOf(open.values());
  }
}

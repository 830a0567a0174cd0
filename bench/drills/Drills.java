import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.server.http.NodeClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Injects faults into a server under the sample's traffic and measures when a node reports them:
/// `Drills HOME FOLDER RESULTS MAJOR HEALTHY-MINUTES [NAME...]`. See drills.sh.
final class Drills {
  private static final Clock CLOCK = Rig.CLOCK;

  /// What is true of the machine that this runs on, and none of the faults.
  private static final List<String> MACHINE = List.of("host-", "disk-");

  /// How long a fault stays after it was found, so that what else it causes is seen.
  private static final Duration AFTERWARDS = Duration.ofSeconds(12);

  private static final Duration CALM = Duration.ofMinutes(4);
  private static final Duration LAST_CLEARING = Duration.ofMinutes(5);

  private final Rig rig;
  private final Watcher watcher;
  private final Path results;
  private final List<Trial> trials = new ArrayList<>();
  private final List<Trial> waiting = new ArrayList<>();
  private final List<Drill.Removal> removals = new ArrayList<>();
  private final Set<Trial> written = new HashSet<>();
  private int seen;

  private Drills(Rig rig, Watcher watcher, Path results) {
    this.rig = rig;
    this.watcher = watcher;
    this.results = results;
  }

  public static void main(String[] args) throws IOException {
    Path home = Path.of(args[0]);
    Path folder = Path.of(args[1]);
    Path results = Path.of(args[2]);
    Set<String> done = done(results);
    Set<String> only = Set.copyOf(List.of(args).subList(5, args.length));
    try (Rig rig = Rig.start(folder, Integer.parseInt(args[3]))) {
      StorageDrills.subscribe(rig);
      rig.startTraffic();
      rig.serve(home, folder, Lowered.section());
      try (NodeClient client = rig.client(folder)) {
        Watcher watcher = new Watcher(client, CLOCK);
        Thread watching = Thread.ofVirtual().start(watcher);
        Drills drills = new Drills(rig, watcher, results);
        Runtime.getRuntime().addShutdownHook(new Thread(drills::end));
        drills.seen = HealthyTraffic.last(watcher, HealthyTraffic.minutes(args[4]), results);
        List<Drill> wanted = new ArrayList<>();
        drills.together(wanted(SchemaDrills.often(), only, done));
        drills.together(wanted(SchemaDrills.seldom(), only, done));
        wanted.addAll(SessionDrills.list());
        wanted.addAll(StorageDrills.list());
        wanted.addAll(MachineDrills.list());
        wanted.addAll(ServerDrills.list());
        for (Drill drill : wanted(wanted, only, done)) {
          drills.run(drill);
        }
        drills.finish();
        watching.interrupt();
      }
    }
  }

  private static List<Drill> wanted(List<Drill> all, Set<String> only, Set<String> done) {
    return all.stream()
        .filter(drill -> only.isEmpty() ? !done.contains(drill.name()) : only.contains(drill.name()))
        .toList();
  }

  private static Set<String> done(Path results) throws IOException {
    Set<String> names = new HashSet<>();
    if (Files.exists(results)) {
      for (String line : Files.readAllLines(results)) {
        names.add(line.substring(0, Math.max(0, line.indexOf('\t'))));
      }
    }
    return names;
  }

  /// Injects faults that are found by what is read seldom, and lets them be.
  private void together(List<Drill> drills) {
    for (Drill drill : drills) {
      inject(drill);
    }
  }

  private Optional<Trial> inject(Drill drill) {
    if (!rig.has(drill.target())) {
      say(drill.name() + ": skipped, this machine has no " + drill.target());
      return Optional.empty();
    }
    sort();
    if (drill.subject().isEmpty() && !isCalm(drill)) {
      say(drill.name() + ": skipped, an alert of " + drill.cause() + " is there already");
      return Optional.empty();
    }
    say(drill.name());
    Trial trial = new Trial(drill, CLOCK.nanoTime());
    trials.add(trial);
    waiting.add(trial);
    try {
      removals.add(drill.injection().into(rig));
    } catch (IOException | Fault | IllegalStateException e) {
      say(drill.name() + ": could not be injected: " + e);
      removals.add(Drill.Removal.NOTHING);
      waiting.remove(trial);
    }
    return Optional.of(trial);
  }

  /// An alert of the same check that is left from another drill, or from what else the machine
  /// does, would hide this one. Waits for its end.
  private boolean isCalm(Drill drill) {
    long began = CLOCK.nanoTime();
    while (isOpen(drill)) {
      if (CLOCK.since(began).compareTo(CALM) > 0) {
        return false;
      }
      step();
    }
    return true;
  }

  private boolean isOpen(Drill drill) {
    return watcher.open().stream()
        .map(Watcher.Spell::alert)
        .anyMatch(
            alert ->
                alert.check().equals(drill.cause()) && alert.target().equals(drill.target()));
  }

  private void run(Drill drill) {
    Optional<Trial> injected = inject(drill);
    if (injected.isEmpty() || !waiting.contains(injected.get())) {
      return;
    }
    Trial trial = injected.get();
    long began = CLOCK.nanoTime();
    while (!trial.isFound() && CLOCK.since(began).compareTo(drill.limit()) < 0) {
      step();
    }
    long found = CLOCK.nanoTime();
    while (CLOCK.since(found).compareTo(AFTERWARDS) < 0) {
      step();
    }
    remove(trial);
    say(
        "  found after %s s, first alert after %s s, beside it %s"
            .formatted(trial.foundSeconds(), trial.firstSeconds(), trial.falseAlarms()));
  }

  private void remove(Trial trial) {
    waiting.remove(trial);
    try {
      removals.get(trials.indexOf(trial)).end();
    } catch (IOException | Fault e) {
      say(trial.drill().name() + ": could not be removed: " + e);
    }
    trial.removed(CLOCK.nanoTime());
  }

  private void step() {
    CLOCK.pause(Duration.ofMillis(500));
    sort();
    for (Trial trial : List.copyOf(waiting)) {
      if (trial.isFound() && trial != trials.getLast()) {
        remove(trial);
        say("  meanwhile %s was found after %s s".formatted(trial.drill().name(), trial.foundSeconds()));
      }
    }
    trials.stream().filter(t -> t.isFound() && t.isCleared()).forEach(this::write);
  }

  /// Gives each new alert to the drill that it may be due to.
  private void sort() {
    List<Watcher.Spell> all = watcher.spells();
    List<Watcher.Spell> left = new ArrayList<>(all.subList(seen, all.size()));
    seen = all.size();
    left.removeIf(
        spell -> trials.reversed().stream().anyMatch(trial -> trial.takesAsCause(spell)));
    left.removeIf(spell -> trials.reversed().stream().anyMatch(trial -> trial.takes(spell)));
    left.removeIf(spell -> MACHINE.stream().anyMatch(spell.alert().check()::startsWith));
    if (!trials.isEmpty()) {
      left.forEach(trials.getLast()::beside);
    }
  }

  private void finish() {
    long began = CLOCK.nanoTime();
    while (waiting.stream().anyMatch(t -> CLOCK.since(began).compareTo(t.drill().limit()) < 0)) {
      step();
    }
    List.copyOf(waiting).forEach(this::remove);
    long removed = CLOCK.nanoTime();
    while (CLOCK.since(removed).compareTo(LAST_CLEARING) < 0
        && trials.stream().anyMatch(t -> t.isFound() && !t.isCleared())) {
      step();
    }
    trials.forEach(this::write);
  }

  /// Where the drills are ended before their end, what was found is kept, and no server stays.
  private void end() {
    List.copyOf(trials).stream().filter(Trial::isFound).forEach(this::write);
    rig.close();
  }

  private synchronized void write(Trial trial) {
    if (!written.add(trial)) {
      return;
    }
    Drill drill = trial.drill();
    String row =
        String.join(
            "\t",
            drill.name(),
            drill.fault(),
            drill.cause(),
            Lowered.of(drill.cause()).orElse("-"),
            trial.isFound() ? "found" : "missed",
            trial.firstSeconds(),
            trial.foundSeconds(),
            trial.isFound() && trial.isRoot() ? "yes" : "no",
            trial.urgency(),
            String.join(", ", trial.explained()),
            String.join(", ", trial.unexplained()),
            String.join("; ", trial.falseAlarms()),
            trial.clearSeconds());
    try {
      Files.writeString(
          results, row + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static void say(String what) {
    System.err.println(CLOCK.now().toString().substring(11, 19) + " " + what);
  }
}

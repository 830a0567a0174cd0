import dev.ballast.server.http.NodeClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Which alerts are raised while the sample's traffic runs and nobody injects a fault:
/// `HealthyTraffic HOME FOLDER RESULTS MAJOR MINUTES`, with all checks and thresholds as Ballast has
/// them. See drills.sh.
final class HealthyTraffic {
  private HealthyTraffic() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[1]);
    try (Rig rig = Rig.start(folder, Integer.parseInt(args[3]))) {
      Runtime.getRuntime().addShutdownHook(new Thread(rig::close));
      StorageDrills.subscribe(rig);
      rig.startTraffic();
      rig.serve(Path.of(args[0]), folder, "");
      try (NodeClient client = rig.client(folder)) {
        Watcher watcher = new Watcher(client, Rig.CLOCK);
        Thread watching = Thread.ofVirtual().start(watcher);
        last(watcher, minutes(args[4]), Path.of(args[2]));
        watching.interrupt();
      }
    }
  }

  static Duration minutes(String text) {
    return Duration.ofSeconds(Math.round(60 * Double.parseDouble(text)));
  }

  /// Lets the traffic run for so long and writes what was raised to `healthy.tsv` beside the file.
  ///
  /// @return how many alerts there were
  static int last(Watcher watcher, Duration period, Path beside) throws IOException {
    Drills.say("traffic without a fault for " + period);
    long began = Rig.CLOCK.nanoTime();
    Rig.CLOCK.pause(period);
    List<Watcher.Spell> spells = watcher.spells();
    List<String> rows = new ArrayList<>();
    for (Watcher.Spell spell : spells) {
      rows.add(
          String.join(
              "\t",
              spell.alert().check(),
              spell.alert().target(),
              spell.alert().urgency().name(),
              Long.toString(Duration.ofNanos(Math.max(0, spell.from() - began)).toSeconds()),
              spell.until().isPresent() ? "ended" : "open",
              spell.alert().condition().summary().replace('\t', ' ').replace('\n', ' ')));
    }
    Files.write(beside.resolveSibling("healthy.tsv"), rows);
    Drills.say(rows.size() + " alerts");
    return spells.size();
  }
}

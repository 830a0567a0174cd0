package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.wire.SlotName;
import dev.ballast.protect.wal.LogReceiver;
import dev.ballast.protect.wal.ReceiveSettings;
import dev.ballast.protect.wal.ReceivedThrough;
import dev.ballast.protect.wal.Receiving;
import dev.ballast.report.Report;
import dev.ballast.report.protect.ReceivedLogReport;
import dev.ballast.targets.config.Target;
import dev.ballast.vault.Vault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast wal receive`
@Command(
    name = "receive",
    header = "Stream a target's write-ahead log into the vault as it is written.",
    description = {
      "Streams from a physical replication slot, which it makes where it is missing, until it is"
          + " interrupted. What has come is on the vault's disk after the flush interval at most:"
          + " that much is lost where the server is lost. A restore then recovers along this log"
          + " beyond its backup.",
      "Where the server's synchronous_standby_names lists the application name, what has come is"
          + " made durable at once, and a commit waits for it: then nothing acknowledged is lost.",
      "Connects again where a connection, the server or the vault's disk fails, and continues where"
          + " the vault has the log. Follows promotions from timeline to timeline. Named as they"
          + " happen: log that the server removed before it was received, a server whose log does"
          + " not continue what was received, and log that a promotion left behind.",
      "The role needs LOGIN and REPLICATION, one free WAL sender and one replication slot. The slot"
          + " keeps the server from removing log while nobody receives: drop it where no longer"
          + " needed, or bound it by max_slot_wal_keep_size."
    })
@Example({
  "ballast wal receive --target shop",
  "ballast wal receive --target shop --standby postgresql://ballast@db2/postgres",
  "ballast wal receive --target shop --until-current"
})
@Exits({
  ExitCode.FOUND,
  ExitCode.REFUSED,
  ExitCode.UNREACHABLE,
  ExitCode.PRECONDITION,
  ExitCode.REFUTED,
  ExitCode.TIMEOUT
})
@SeeAlso({"ballast restore", "ballast backup run"})
public final class WalReceiveCommand implements LeafCommand {
  @Mixin private TargetOption target = new TargetOption();

  @Option(
      names = "--standby",
      paramLabel = "<name|url>",
      order = 2,
      description =
          "Another server of the same cluster, as often as there are some. Log is received from the"
              + " one that takes writes.")
  private List<String> standbys = List.of();

  @Option(
      names = "--slot",
      paramLabel = "<name>",
      order = 3,
      description = "The replication slot. Default: ballast_ and the target's name.")
  private Optional<String> slot = Optional.empty();

  @Option(
      names = "--application-name",
      paramLabel = "<name>",
      order = 4,
      description =
          "What synchronous_standby_names may list. Default: ballast_ and the target's name.")
  private Optional<String> applicationName = Optional.empty();

  @Option(
      names = "--flush-interval",
      paramLabel = "<ms>",
      order = 5,
      description =
          "The most that log is here without being durable, 10 to 60000 milliseconds. Default:"
              + " 1000.")
  private Optional<Integer> flushInterval = Optional.empty();

  @Option(
      names = "--also",
      paramLabel = "<name|folder>",
      order = 6,
      description =
          "Another vault that receives the same, as often as there are some. The server is informed"
              + " of what all of them have.")
  private List<String> also = List.of();

  @Option(
      names = "--also-key",
      paramLabel = "<reference>",
      order = 7,
      description = "Where the master key of vaults is that --also gives by folder.")
  private Optional<String> alsoKey = Optional.empty();

  @Option(
      names = "--until-current",
      order = 8,
      description =
          "End once all is in the vault that the server had written when the command began; with exit"
              + " code 3 where the server had removed log before it was received, and with a fault"
              + " where nothing could be received for 30 seconds.")
  private boolean untilCurrent;

  @Mixin private VaultOptions vaults = new VaultOptions();

  @Override
  public Report run(Console console) {
    Target source = target.required(vaults.configuration());
    ReceiveSettings settings = settings(source);
    List<Vault> opened = new ArrayList<>();
    try {
      opened.add(vaults.open(console, Optional.of(source)));
      also.forEach(other -> opened.add(vaults.openOther(console, other, alsoKey)));
      LogEventLines events = new LogEventLines(console);
      LogReceiver receiver = new LogReceiver(opened, settings, console.clock(), events);
      try (Receiving receiving = Receiving.start(receiver)) {
        if (untilCurrent) {
          ReceivedThrough.current(settings, console.clock()).await(receiver, receiving);
        } else {
          receiving.await();
        }
      }
      return ReceivedLogReport.of(source.name(), receiver.position(), events.gaps());
    } finally {
      opened.forEach(Vault::close);
    }
  }

  private ReceiveSettings settings(Target source) {
    ReceiveSettings settings = ReceiveSettings.of(source);
    if (!standbys.isEmpty()) {
      List<ConnectionSettings> sources = new ArrayList<>(settings.sources());
      standbys.forEach(s -> sources.add(vaults.configuration().target(s).connection()));
      settings = settings.withSources(sources);
    }
    if (slot.isPresent()) {
      settings = settings.withSlot(slotName(slot.get()));
    }
    if (applicationName.isPresent()) {
      settings = settings.withApplicationName(applicationName.get());
    }
    if (flushInterval.isPresent()) {
      settings = settings.withFlushInterval(interval(flushInterval.get()));
    }
    return settings;
  }

  private static SlotName slotName(String name) {
    try {
      return new SlotName(name);
    } catch (IllegalArgumentException e) {
      throw Fault.of(CommandError.OPTION_INVALID, "not the name of a replication slot: " + name)
          .hint("A name has 1 to 63 of a-z, 0-9 and underscore.")
          .cause(e);
    }
  }

  private static Duration interval(int millis) {
    Duration asked = Duration.ofMillis(millis);
    if (asked.compareTo(ReceiveSettings.SHORTEST_FLUSH_INTERVAL) < 0
        || asked.compareTo(ReceiveSettings.LONGEST_FLUSH_INTERVAL) > 0) {
      throw Fault.of(CommandError.OPTION_INVALID, "--flush-interval is out of range: " + millis)
          .hint("Choose 10 to 60000 milliseconds.");
    }
    return asked;
  }
}

package dev.ballast.cli.demo;

import dev.ballast.evidence.Afterwards;
import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.machine.Places;
import dev.ballast.postgres.server.Installations;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.protect.prove.BackupProof;
import dev.ballast.protect.prove.ProofSubject;
import dev.ballast.protect.prove.ProvingSettings;
import dev.ballast.report.protect.Scorecard;
import dev.ballast.sample.Shop;
import dev.ballast.sample.ShopSettings;
import dev.ballast.sample.traffic.Traffic;
import dev.ballast.sample.traffic.TrafficReport;
import dev.ballast.sample.traffic.TrafficSettings;
import dev.ballast.targets.config.Objectives;
import dev.ballast.vault.Vault;
import dev.ballast.vault.VaultSettings;
import dev.ballast.vault.format.MasterKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// Runs the whole of Ballast once on a machine that has nothing: server, application, traffic,
/// backup, restore, proof. All of it is in temporary folders that go when it ends, however it
/// ends. For one thread.
public final class Demo {
  private static final int WRITERS = 4;
  private static final Duration WARM_UP_LIMIT = Duration.ofSeconds(30);

  private final DemoSettings settings;
  private final Clock clock;
  private final Progress progress;
  private final Afterwards afterwards = new Afterwards();

  public Demo(DemoSettings settings, Clock clock, Progress progress) {
    this.settings = settings;
    this.clock = clock;
    this.progress = progress;
  }

  /// What is shown.
  ///
  /// @param major of the embedded server, 14 to 18
  /// @param scale of the sample application; 1 is about 50 MB
  /// @param ratePerSecond operations the traffic tries to do
  /// @param seed what data and traffic are drawn from
  public record DemoSettings(int major, double scale, double ratePerSecond, long seed) {}

  /// A demonstration that has ended, with everything still up.
  ///
  /// @param serverUrl where the sample application's server listens, for `psql`
  /// @param vaultFolder where the backup is
  /// @param keyFile the vault's master key
  public record Standing(
      Scorecard scorecard, String serverUrl, String vaultFolder, String keyFile) {}

  /// What a demonstration leaves.
  ///
  /// @param afterwards what failed once the proof was finished
  public record Shown(Scorecard scorecard, Optional<Fault> afterwards) {}

  /// Runs it and hands the result on while server, traffic and vault are still there; all goes when
  /// `whileStanding` returns.
  public Shown run(Consumer<Standing> whileStanding) {
    Places.temporaryIgnored().ifPresent(progress::note);
    TemporaryFolder.sweep()
        .forEach(f -> progress.note("removed " + f + ", left by an interrupted run"));
    Scorecard scorecard = inFolder(whileStanding);
    return new Shown(scorecard, afterwards.fault());
  }

  private Scorecard inFolder(Consumer<Standing> whileStanding) {
    TemporaryFolder folder = TemporaryFolder.create("demo");
    try (Afterwards.Step removal = afterwards.step(folder::close)) {
      Scorecard scorecard = besideTraffic(folder, whileStanding);
      removal.reached();
      return scorecard;
    }
  }

  private Scorecard besideTraffic(TemporaryFolder folder, Consumer<Standing> whileStanding) {
    progress.begin("starting PostgreSQL " + settings.major(), 0);
    try (TemporaryCluster source =
        TemporaryCluster.of(settings.major(), clock).fsync(true).ownIdentity().start()) {
      progress.begin("opening a shop", 0);
      ShopSettings shopSettings =
          ShopSettings.of(settings.seed(), settings.scale())
              .withTablespaceDirectory(source.scratch());
      Shop shop = Shop.create(source.settings(), shopSettings);
      shop.plant();
      progress.note("shop of " + new ByteSize(shop.size().bytes()) + " is open");
      TrafficSettings load =
          new TrafficSettings(settings.ratePerSecond(), WRITERS, settings.seed());
      try (Traffic traffic = Traffic.start(shop.application(), load, clock)) {
        traffic.awaitOperations(Math.round(settings.ratePerSecond()), WARM_UP_LIMIT);
        return prove(folder, source, traffic, whileStanding);
      }
    }
  }

  private Scorecard prove(
      TemporaryFolder folder,
      TemporaryCluster source,
      Traffic traffic,
      Consumer<Standing> whileStanding) {
    MasterKey key = MasterKey.generate();
    Path keyFile = folder.path().resolve("master.key");
    key.save(keyFile);
    VaultSettings where =
        new VaultSettings(folder.path().resolve("vault"), folder.path().resolve("heads"), clock);
    try (Vault vault = Vault.init(where, key, Vault.DEFAULT_CHUNK_SIZE)) {
      BackupProof.Result proved =
          BackupProof.run(
              vault,
              new ProofSubject.Fresh(source.settings(), BackupSettings.of("shop", settings.seed())),
              backup ->
                  ProvingSettings.of("ballast demo").withServers(Installations.embeddedOnly()),
              clock,
              progress);
      proved.afterwards().ifPresent(afterwards::add);
      Scorecard scorecard =
          Scorecard.of(
              proved.evidence(),
              proved.proof(),
              proved.backup().record(),
              workload(traffic.snapshot()),
              Objectives.DEFAULTS,
              clock.now());
      whileStanding.accept(
          new Standing(
              scorecard,
              "postgresql://postgres@/%s?host=%s"
                  .formatted(Shop.DATABASE, source.settings().host()),
              vault.folder().toString(),
              keyFile.toString()));
      return scorecard;
    }
  }

  private static Scorecard.Workload workload(TrafficReport report) {
    return new Scorecard.Workload(
        report.operations(),
        report.failed(),
        report.achievedRate(),
        report.latency().p95(),
        report.latency().max());
  }
}

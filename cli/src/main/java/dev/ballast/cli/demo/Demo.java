package dev.ballast.cli.demo;

import dev.ballast.evidence.Afterwards;
import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.machine.Places;
import dev.ballast.machine.RandomName;
import dev.ballast.postgres.Password;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.Installations;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.protect.prove.BackupProof;
import dev.ballast.protect.prove.ProofSubject;
import dev.ballast.protect.prove.ProvingSettings;
import dev.ballast.report.change.ChangeDrill;
import dev.ballast.report.protect.LossDrill;
import dev.ballast.report.protect.Scorecard;
import dev.ballast.report.secure.IsolationDrill;
import dev.ballast.sample.Shop;
import dev.ballast.sample.ShopSettings;
import dev.ballast.sample.traffic.Traffic;
import dev.ballast.sample.traffic.TrafficReport;
import dev.ballast.sample.traffic.TrafficSettings;
import dev.ballast.targets.config.Objectives;
import dev.ballast.vault.Vault;
import dev.ballast.vault.VaultSettings;
import dev.ballast.vault.format.MasterKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// Runs the whole of Ballast once on a machine that has nothing: server, application, traffic,
/// backup, restore, proof. All of it is in temporary folders that go when it ends, however it
/// ends. For one thread.
public final class Demo {
  private static final int WRITERS = 4;
  private static final int PASSWORD_BYTES = 16;
  private static final Duration WARM_UP_LIMIT = Duration.ofMinutes(2);

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
  /// @param watched whether a node watches the server while everything stands
  public record DemoSettings(
      int major, double scale, double ratePerSecond, long seed, boolean watched) {}

  /// A demonstration that has ended, with everything still up.
  ///
  /// @param traffic of the sample application
  /// @param vaultFolder where the backup is
  /// @param keyFile the vault's master key
  /// @param node that watches the server
  public record Standing(
      Scorecard scorecard,
      Traffic traffic,
      String vaultFolder,
      String keyFile,
      Optional<Watch> node) {}

  /// A node that watches the demonstration's server.
  ///
  /// @param state for `--state` of commands that ask the node
  /// @param configuration for `--config` of commands that ask the server
  /// @param pages by which a first admin sets a password and sees the pages
  public record Watch(
      URI address, Path state, Path configuration, String conninfo, Optional<URI> pages) {}

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
    try (TemporaryCluster source = server().start()) {
      progress.begin("opening a shop", 0);
      ShopSettings shopSettings =
          ShopSettings.of(settings.seed(), settings.scale())
              .withTablespaceDirectory(source.scratch());
      if (settings.watched()) {
        shopSettings =
            shopSettings.withApplicationPassword(new Password(RandomName.of(PASSWORD_BYTES)));
      }
      Shop shop = Shop.create(source.settings(), shopSettings);
      shop.plant();
      try (Session session =
          Session.open(shop.superuser(), SessionOptions.onOwnServer("ballast demo"))) {
        session.execute("CREATE EXTENSION pg_stat_statements");
      }
      progress.note("shop of " + new ByteSize(shop.size().bytes()) + " is open");
      TrafficSettings load =
          new TrafficSettings(settings.ratePerSecond(), WRITERS, settings.seed());
      try (Traffic traffic = Traffic.start(shop.application(), load, clock)) {
        traffic.awaitOperations(Math.round(settings.ratePerSecond()), WARM_UP_LIMIT);
        return prove(folder, new Subject(source, shop), traffic, whileStanding);
      }
    }
  }

  /// A node reaches a server by TCP, where other users of the machine are kept out by passwords.
  private TemporaryCluster.Builder server() {
    TemporaryCluster.Builder server =
        TemporaryCluster.of(settings.major(), clock)
            .fsync(true)
            .ownIdentity()
            .setting("shared_preload_libraries", "pg_stat_statements");
    return settings.watched() ? server.tcp().password() : server;
  }

  private record Subject(TemporaryCluster source, Shop shop) {}

  private Scorecard prove(
      TemporaryFolder folder, Subject guarded, Traffic traffic, Consumer<Standing> whileStanding) {
    TemporaryCluster source = guarded.source();
    DemoWatch.Subject subject = new DemoWatch.Subject(source.settings(), folder.path());
    MasterKey key = MasterKey.generate();
    key.save(subject.key());
    VaultSettings where = new VaultSettings(subject.vault(), subject.heads(), clock);
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
      TrafficReport load = traffic.snapshot();
      Optional<ChangeDrill> change =
          settings.watched()
              ? Optional.empty()
              : Optional.of(
                  new ChangeRehearsal(guarded.shop(), vault, folder.path(), clock, progress)
                      .rehearse(proved.backup(), settings.ratePerSecond()));
      Optional<IsolationDrill> isolation =
          settings.watched()
              ? Optional.empty()
              : Optional.of(
                  new TenantAttack(folder.path(), clock, progress).attack(ChangeRehearsal.TARGET));
      Optional<LossDrill> loss =
          settings.watched()
              ? Optional.empty()
              : Optional.of(
                  new PrimaryLoss(source, vault, folder.path(), clock, progress)
                      .rehearse(proved.backup(), traffic));
      Scorecard measured =
          Scorecard.of(
              proved.evidence(),
              proved.proof(),
              proved.backup().record(),
              workload(load),
              loss,
              Objectives.DEFAULTS,
              clock.now());
      Scorecard changed = change.map(measured::with).orElse(measured);
      Scorecard scorecard = isolation.map(changed::with).orElse(changed);
      Standing standing =
          new Standing(
              scorecard,
              traffic,
              vault.folder().toString(),
              subject.key().toString(),
              Optional.empty());
      if (settings.watched()) {
        watch(subject, standing, whileStanding);
      } else {
        whileStanding.accept(standing);
      }
      return scorecard;
    }
  }

  private void watch(
      DemoWatch.Subject subject, Standing unwatched, Consumer<Standing> whileStanding) {
    progress.begin("starting a node", 0);
    try (DemoWatch watch = DemoWatch.start(subject, clock)) {
      whileStanding.accept(
          new Standing(
              unwatched.scorecard(),
              unwatched.traffic(),
              unwatched.vaultFolder(),
              unwatched.keyFile(),
              Optional.of(watch.watched())));
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

package dev.ballast.cli.demo;

import dev.ballast.change.check.Acceptances;
import dev.ballast.change.check.CheckRequest;
import dev.ballast.change.check.MigrationCheck;
import dev.ballast.change.check.MigrationFinding;
import dev.ballast.change.live.Destination;
import dev.ballast.change.rehearse.Rehearsal;
import dev.ballast.change.rehearse.RehearsalPolicy;
import dev.ballast.change.rehearse.RehearsalRequest;
import dev.ballast.change.rehearse.TrafficPlan;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Progress;
import dev.ballast.lab.clone.Clone;
import dev.ballast.lab.clone.Lab;
import dev.ballast.lab.traffic.production.ProductionSource;
import dev.ballast.lab.traffic.production.StatementStatistics;
import dev.ballast.migrations.SourceRequest;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.protect.backup.Backup;
import dev.ballast.report.change.ChangeDrill;
import dev.ballast.rules.catalogue.AllRules;
import dev.ballast.rules.lint.DownScripts;
import dev.ballast.sample.Shop;
import dev.ballast.vault.Vault;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// A dangerous migration is rehearsed on a clone of the proved backup, under the traffic that the
/// shop has, and so is the series that the check writes in its place. For one thread.
final class ChangeRehearsal {
  static final String TARGET = "shop";
  private static final String DANGEROUS =
      "ALTER TABLE shop.order_items ADD COLUMN seen_at timestamptz DEFAULT clock_timestamp()";
  private static final String UNDO = "ALTER TABLE shop.order_items DROP COLUMN seen_at";
  private static final String BATCH = "UPDATE ";
  private static final int ROWS_OF_A_BATCH = 5000;
  private static final int SESSIONS = 8;
  private static final Duration IDLE = Duration.ofSeconds(2);

  /// Shorter than what customers notice; the shop is small.
  private static final RehearsalPolicy POLICY =
      new RehearsalPolicy(
          Optional.of(Duration.ofMillis(40)),
          OptionalLong.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          true);

  private final Shop shop;
  private final Vault vault;
  private final Path folder;
  private final Clock clock;
  private final Progress progress;

  /// @param folder takes the lab
  ChangeRehearsal(Shop shop, Vault vault, Path folder, Clock clock, Progress progress) {
    this.shop = shop;
    this.vault = vault;
    this.folder = folder;
    this.clock = clock;
    this.progress = progress;
  }

  /// Rehearses both on a clone of a backup that was proved.
  ChangeDrill rehearse(Backup backup, double ratePerSecond) {
    StatementStatistics statistics;
    long rows;
    try (Session session =
        Session.open(shop.superuser(), SessionOptions.onOwnServer("ballast demo"))) {
      statistics = StatementStatistics.read(session);
      rows = session.number("SELECT count(*) FROM shop.order_items");
    }
    progress.begin("making a clone of the backup", 0);
    Clone clone =
        Lab.in(folder.resolve("lab"), clock)
            .create(new Lab.Wanted(TARGET, backup, false, Confinement.PREFERRED), vault, progress);
    TrafficPlan traffic =
        new TrafficPlan(
            "pg_stat_statements of the shop",
            new TrafficPlan.Source.Repeated(
                new ProductionSource(statistics, ProductionSource.DEFAULT_TOP, clock),
                OptionalDouble.of(ratePerSecond)),
            Optional.empty(),
            SESSIONS,
            IDLE);
    List<String> instead = instead();
    return new ChangeDrill(
        side(clone, List.of(DANGEROUS), DANGEROUS, traffic),
        side(clone, instead, script(instead, rows), traffic));
  }

  private ChangeDrill.Side side(
      Clone clone, List<String> shown, String script, TrafficPlan traffic) {
    return ChangeDrill.Side.of(
        shown,
        Rehearsal.run(
            clone,
            new RehearsalRequest(
                new RehearsalRequest.Subject.Text(script, Optional.of(UNDO)),
                Optional.of(Shop.DATABASE),
                Optional.empty(),
                RehearsalRequest.DEFAULT_STATEMENT_LIMIT,
                Optional.empty(),
                Optional.of(traffic),
                false,
                false,
                Optional.empty(),
                POLICY,
                Confinement.PREFERRED),
            InputStream.nullInputStream(),
            clock,
            progress));
  }

  /// The statements that the check's finding writes in place of the dangerous one.
  private List<String> instead() {
    CheckRequest request =
        new CheckRequest(
            SourceRequest.of(folder, List.of(SourceRequest.STANDARD_INPUT)),
            Optional.empty(),
            new Destination(Optional.empty(), Optional.empty(), List.of(), ""),
            true,
            Map.of(),
            DownScripts.DAMAGE,
            new Acceptances(Optional.empty(), false),
            LocalDate.ofInstant(clock.now(), ZoneOffset.UTC),
            false);
    return MigrationCheck.run(
            AllRules.catalogue(),
            request,
            new ByteArrayInputStream((DANGEROUS + ";\n").getBytes(StandardCharsets.UTF_8)),
            clock)
        .findings()
        .stream()
        .map(MigrationFinding::safe)
        .filter(safe -> !safe.isEmpty())
        .findFirst()
        .orElseThrow()
        .stream()
        .filter(step -> !step.startsWith("--"))
        .toList();
  }

  /// The finding says to repeat its batch until no row is changed.
  private static String script(List<String> steps, long rows) {
    List<String> script = new ArrayList<>();
    for (String step : steps) {
      int times = step.startsWith(BATCH) ? (int) (rows / ROWS_OF_A_BATCH + 1) : 1;
      script.addAll(Collections.nCopies(times, step + ";"));
    }
    return String.join("\n", script);
  }
}

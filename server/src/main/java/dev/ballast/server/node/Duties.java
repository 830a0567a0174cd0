package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Counted;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.Verdict;
import dev.ballast.observe.collect.Families;
import dev.ballast.observe.family.Kind;
import dev.ballast.observe.family.Metric;
import dev.ballast.observe.watch.Board;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.protect.backup.BackupMode;
import dev.ballast.protect.duty.DutyTiming;
import dev.ballast.protect.duty.DutyTiming.Due;
import dev.ballast.protect.duty.ProofBook;
import dev.ballast.protect.duty.ProofDuty;
import dev.ballast.protect.duty.RecoveryDuty;
import dev.ballast.protect.duty.Standing;
import dev.ballast.protect.forecast.RecoveryOutlook;
import dev.ballast.protect.prove.BackupProof;
import dev.ballast.protect.wal.RecoveryPoint;
import dev.ballast.report.server.StatusReport;
import dev.ballast.server.ServerError;
import dev.ballast.store.event.EventLog;
import dev.ballast.store.job.Job;
import dev.ballast.store.job.JobRunner;
import dev.ballast.store.sample.SampleUpkeep;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.ScheduleSettings;
import dev.ballast.targets.config.Target;
import dev.ballast.targets.config.VaultDeclaration;
import dev.ballast.targets.config.WalDeclaration;
import dev.ballast.vault.CheckDepth;
import dev.ballast.vault.CheckReport;
import dev.ballast.vault.Vault;
import dev.ballast.vault.VaultSettings;
import dev.ballast.vault.format.MasterKey;
import dev.ballast.vault.format.VaultId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// What a node does by itself, as jobs, and how the objectives stand that the jobs serve.
final class Duties {
  private static final Duration HEAVY_LOOK = Duration.ofMinutes(1);
  private static final Duration RECOVERY_LOOK = Duration.ofMinutes(5);
  private static final Duration UPKEEP_LOOK = Duration.ofMinutes(15);

  private static final Job.Weight LIGHT = new Job.Weight.Light();
  private static final int CHECK_THREADS = 2;

  private final Supplier<Configuration> inForce;
  private final Path heads;
  private final Clock clock;
  private final RecentOutlooks outlooks;

  /// @param heads folder of what is known of the heads of vaults' evidence
  Duties(Supplier<Configuration> inForce, Path heads, Clock clock) {
    this.inForce = inForce;
    this.heads = heads;
    this.clock = clock;
    this.outlooks = new RecentOutlooks(clock);
  }

  List<Job> jobs(SessionPool pool, EventLog events) {
    SampleUpkeep samples = new SampleUpkeep(pool, Duties::isCounter);
    List<Job> jobs = new ArrayList<>();
    jobs.add(new Job("upkeep of samples", UPKEEP_LOOK, LIGHT, requested -> upkeep(samples)));
    jobs.add(new Job("upkeep of events", UPKEEP_LOOK, LIGHT, requested -> upkeep(events)));
    for (Target target : configuration().targets()) {
      if (vault(target).isPresent()) {
        jobs.add(
            new Job(
                proving(target),
                HEAVY_LOOK,
                new Job.Weight.Heavy(target.endpoint().host().toLowerCase(Locale.ROOT)),
                requested -> prove(target, requested)));
        if (schedule().backupForRecoveryTime()) {
          jobs.add(shortening(target));
        }
        if (target.wal().isPresent() && target.proof().logLimit() > 0) {
          jobs.add(provingLog(target));
        }
      }
    }
    schedule()
        .vaultCheckAge()
        .ifPresent(
            age -> configuration().vaults().forEach(vault -> jobs.add(checking(vault, age, pool))));
    return jobs;
  }

  private static String proving(Target target) {
    return "prove " + target.name();
  }

  private static String shortened(Target target) {
    return "shorten recovery of " + target.name();
  }

  /// The jobs of which each run begins a backup of the target.
  static List<String> backingUp(Target target) {
    return List.of(proving(target), shortened(target));
  }

  private Configuration configuration() {
    return inForce.get();
  }

  private ScheduleSettings schedule() {
    return configuration().serve().schedule();
  }

  private Optional<Job.Run> upkeep(SampleUpkeep upkeep) {
    SampleUpkeep.Done done = upkeep.run(clock.now());
    return done.packedDays() == 0 && done.droppedPartitions() == 0
        ? Optional.empty()
        : Optional.of(
            () ->
                "packed %s, dropped %s"
                    .formatted(
                        Counted.of(done.packedDays(), "day"),
                        Counted.of(done.droppedPartitions(), "partition")));
  }

  private Optional<Job.Run> upkeep(EventLog events) {
    int dropped = events.upkeep(clock.now());
    return dropped == 0
        ? Optional.empty()
        : Optional.of(() -> "dropped the events of " + Counted.of(dropped, "month"));
  }

  private Optional<Job.Run> prove(Target target, boolean requested) {
    ProofDuty duty = new ProofDuty(target, clock);
    VaultDeclaration declared = vault(target).orElseThrow();
    Optional<Due> due;
    try (Vault vault = open(declared)) {
      due = duty.due(vault, schedule().window());
    }
    return due.isEmpty() && !requested
        ? Optional.empty()
        : Optional.of(
            () -> due.map(Due::inWords).orElse("") + proved(duty, declared, BackupMode.AUTO));
  }

  private Job shortening(Target target) {
    VaultDeclaration declared = vault(target).orElseThrow();
    return new Job(
        shortened(target),
        RECOVERY_LOOK,
        new Job.Weight.Heavy(target.endpoint().host().toLowerCase(Locale.ROOT)),
        requested -> {
          Optional<String> due;
          try (Vault vault = open(declared)) {
            due = new RecoveryDuty(target, clock).due(vault, schedule().window());
          }
          return due.isEmpty() && !requested
              ? Optional.empty()
              : Optional.of(
                  () ->
                      due.orElse("")
                          + proved(new ProofDuty(target, clock), declared, BackupMode.INCREMENTAL));
        });
  }

  /// Throws `duty-unfulfilled` where the target's terms do not accept the proof, so that it is
  /// tried again.
  private String proved(ProofDuty duty, VaultDeclaration declared, BackupMode mode) {
    try (Vault vault = open(declared)) {
      BackupProof.Result result =
          duty.perform(vault, schedule().backupKilobytes(), mode, Progress.NONE);
      String verdict =
          "backup "
              + result.backup().id().text()
              + switch (result.proof().verdict()) {
                case Verdict.Proved ignored -> " proved";
                case Verdict.Refuted refuted -> " refuted: " + refuted.reason();
                case Verdict.Undecided undecided -> " undecided: " + undecided.reason();
              };
      if (!duty.isAccepted(result.proof())) {
        throw Fault.of(ServerError.DUTY_UNFULFILLED, "a backup is not proved").detail(verdict);
      }
      return verdict;
    }
  }

  private Job provingLog(Target target) {
    VaultDeclaration declared = vault(target).orElseThrow();
    return new Job(
        "prove log of " + target.name(),
        HEAVY_LOOK,
        new Job.Weight.Heavy(target.endpoint().host().toLowerCase(Locale.ROOT)),
        requested -> {
          ProofDuty duty = new ProofDuty(target, clock);
          Optional<Due> due;
          try (Vault vault = open(declared)) {
            due = duty.dueOfLog(vault, schedule().window());
          }
          return due.isEmpty() && !requested
              ? Optional.empty()
              : Optional.of(() -> due.map(Due::inWords).orElse("") + provedLog(duty, declared));
        });
  }

  /// Throws `duty-unfulfilled` where the log is not proved, or does not reach as far as the
  /// objective asks.
  private String provedLog(ProofDuty duty, VaultDeclaration declared) {
    try (Vault vault = open(declared)) {
      Proof proof = duty.performOfLog(vault, Progress.NONE).proof();
      String reached =
          proof
              .point()
              .map(
                  point ->
                      " up to %s on timeline %d%s"
                          .formatted(
                              point.lsn(),
                              point.timeline(),
                              point.verdict().why().map(why -> ": " + why).orElse("")))
              .orElse("");
      Optional<String> why =
          duty.isAccepted(proof)
              ? proof.point().flatMap(point -> point.verdict().why())
              : proof.verdict().why();
      if (why.isPresent()) {
        throw Fault.of(ServerError.DUTY_UNFULFILLED, "the log is not proved")
            .detail(why.get() + (reached.isEmpty() ? "" : "; it was proved" + reached));
      }
      return "log proved" + reached;
    }
  }

  private Job checking(VaultDeclaration declared, Duration age, SessionPool pool) {
    String name = "check vault " + declared.name();
    DutyTiming timing = new DutyTiming(name, age, schedule().window());
    return new Job(
        name,
        HEAVY_LOOK,
        new Job.Weight.Heavy(name),
        requested -> {
          Optional<Due> due = timing.due(JobRunner.lastDone(pool, name), clock.now());
          return due.isEmpty() && !requested
              ? Optional.empty()
              : Optional.of(() -> due.map(Due::inWords).orElse("") + checked(declared));
        });
  }

  private String checked(VaultDeclaration declared) {
    try (Vault vault = open(declared)) {
      CheckReport report = vault.check(CheckDepth.CONTENT, CHECK_THREADS);
      if (!report.clean()) {
        throw Fault.of(ServerError.DUTY_UNFULFILLED, "the vault is not what was stored")
            .detail(Counted.of(report.findings().size(), "finding"))
            .hint("Run ballast vault check, which names them.");
      }
      return "every object is what was stored";
    }
  }

  Optional<VaultDeclaration> vault(Target target) {
    if (target.vault().isPresent()) {
      return Optional.of(configuration().vault(target.vault().get()));
    }
    return configuration().vaults().size() == 1
        ? Optional.of(configuration().vaults().getFirst())
        : Optional.empty();
  }

  /// Opens a declared vault, for one use.
  Vault open(VaultDeclaration declared) {
    VaultSettings settings = new VaultSettings(declared.folder(), heads, clock);
    return Vault.open(
        declared.id().map(VaultId::new).map(settings::expecting).orElse(settings),
        MasterKey.parse(declared.key().resolve()));
  }

  /// The vaults that a target's write-ahead log is received into, each to be opened for one use;
  /// none where none is declared.
  List<Supplier<Vault>> vaults(Target target) {
    List<Supplier<Vault>> all = new ArrayList<>();
    vault(target).ifPresent(own -> all.add(() -> open(own)));
    target.wal().map(WalDeclaration::also).orElse(List.of()).stream()
        .map(configuration()::vault)
        .forEach(other -> all.add(() -> open(other)));
    return List.copyOf(all);
  }

  /// How each target stands at present.
  ///
  /// @param points what would be lost of a target, where its log is received
  StatusReport status(
      Board board, Function<String, Optional<RecoveryPoint>> points, List<String> troubles) {
    List<StatusReport.TargetLine> lines = new ArrayList<>();
    Map<VaultDeclaration, ProofBook> read = new HashMap<>();
    for (Target target : configuration().targets()) {
      lines.add(line(target, board.target(target.name()), points.apply(target.name()), read));
    }
    return new StatusReport(lines, troubles);
  }

  /// What can be said of them before a vault was read.
  StatusReport unread(Board board, List<String> troubles) {
    return new StatusReport(
        configuration().targets().stream()
            .map(
                target ->
                    new StatusReport.TargetLine(
                        target.name(),
                        board
                            .target(target.name())
                            .flatMap(TargetState::unreachable)
                            .map(Fault::getMessage),
                        Optional.of("its objectives are looked at for the first time"),
                        List.of()))
            .toList(),
        troubles);
  }

  private StatusReport.TargetLine line(
      Target target,
      Optional<TargetState> state,
      Optional<RecoveryPoint> point,
      Map<VaultDeclaration, ProofBook> read) {
    Optional<String> unreachable = state.flatMap(TargetState::unreachable).map(Fault::getMessage);
    Optional<VaultDeclaration> declared = vault(target);
    if (declared.isEmpty()) {
      return new StatusReport.TargetLine(
          target.name(), unreachable, Optional.of("no vault is declared for it"), List.of());
    }
    try {
      return StatusReport.line(
          target.name(), unreachable, standings(target, declared.get(), state, point, read));
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      return new StatusReport.TargetLine(
          target.name(), unreachable, Optional.of(fault.getMessage()), List.of());
    }
  }

  /// How the objectives of a target stand. Throws why its vault cannot be read.
  List<Standing> standings(
      Target target,
      VaultDeclaration declared,
      Optional<TargetState> state,
      Optional<RecoveryPoint> point) {
    return standings(target, declared, state, point, new HashMap<>());
  }

  /// @param read what was read of vaults for other targets a moment ago
  private List<Standing> standings(
      Target target,
      VaultDeclaration declared,
      Optional<TargetState> state,
      Optional<RecoveryPoint> point,
      Map<VaultDeclaration, ProofBook> read) {
    ProofBook book = read.computeIfAbsent(declared, this::proofs);
    return Standing.of(
        target.objectives(),
        new ProofDuty(target, clock).last(book),
        point.map(RecoveryPoint::age),
        outlooks.of(target.name(), () -> outlook(target, declared, state)),
        clock.now());
  }

  private ProofBook proofs(VaultDeclaration declared) {
    try (Vault vault = open(declared)) {
      return ProofBook.of(vault);
    }
  }

  private RecoveryOutlook outlook(
      Target target, VaultDeclaration declared, Optional<TargetState> state) {
    try (Vault vault = open(declared)) {
      return RecoveryOutlook.sized(
          vault,
          target.name(),
          target.objectives().recoveryTime(),
          backup -> WatchedSize.of(state, backup));
    }
  }

  /// What the store must know of the metrics of all families.
  static boolean isCounter(String family, String metric) {
    return Families.all().stream()
        .filter(f -> f.name().equals(family))
        .<Metric<?>>flatMap(f -> f.metrics().stream())
        .anyMatch(m -> m.name().equals(metric) && m.kind() == Kind.COUNTER);
  }
}

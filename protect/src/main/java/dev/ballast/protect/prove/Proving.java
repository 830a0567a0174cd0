package dev.ballast.protect.prove;

import dev.ballast.evidence.Afterwards;
import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Phase;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.Verdict;
import dev.ballast.machine.Places;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.page.ControlFile;
import dev.ballast.postgres.page.PageChecksums;
import dev.ballast.postgres.server.Installation;
import dev.ballast.postgres.server.Isolation;
import dev.ballast.postgres.server.ServerLaunch;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.postgres.wire.TimelineHistory;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.protect.backup.SourceFacts;
import dev.ballast.protect.confine.ConfinedCopy;
import dev.ballast.protect.restore.HostReadiness;
import dev.ballast.protect.restore.RecoveringServer;
import dev.ballast.protect.restore.Recovery;
import dev.ballast.protect.restore.RecoveryTarget;
import dev.ballast.protect.restore.Restore;
import dev.ballast.protect.restore.RestoreSettings;
import dev.ballast.protect.restore.ServerChoice;
import dev.ballast.protect.restore.Shelter;
import dev.ballast.protect.restore.TablespaceMapping;
import dev.ballast.protect.verify.ConstraintCheck;
import dev.ballast.protect.verify.SourceInquiry;
import dev.ballast.protect.verify.StructureCheck;
import dev.ballast.protect.verify.content.ContentCheck;
import dev.ballast.protect.verify.content.SourceReading;
import dev.ballast.vault.CheckDepth;
import dev.ballast.vault.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Proves a backup: restores it into a folder of its own, recovers it to exactly the LSN at which
/// the source was read, runs every level over the copy, and writes what it found into the evidence
/// log. One use; for one thread.
///
/// Order: content is compared while replay stands still at the target, before the promotion, which
/// writes; page checksums come last, when the copy is stopped and its files say all there is. A
/// level that is refuted does not stop those that can still be decided.
public final class Proving {
  /// The longest that a port is in the name of a socket.
  private static final int LONGEST_PORT = 65_535;

  private final Vault vault;
  private final Backup backup;
  private final ProvingSettings settings;
  private final Clock clock;
  private final Progress progress;
  private final Levels levels = new Levels();
  private final List<Phase> phases = new ArrayList<>();
  private final Afterwards afterwards = new Afterwards();
  private Duration recovery = Duration.ZERO;
  private Optional<Isolation> isolation = Optional.empty();
  private Optional<LogCourse> along = Optional.empty();

  public Proving(
      Vault vault, Backup backup, ProvingSettings settings, Clock clock, Progress progress) {
    this.vault = vault;
    this.backup = backup;
    this.settings = settings;
    this.clock = clock;
    this.progress = progress;
  }

  /// Proves the log behind the backup in place of the backup: the copy is recovered along it.
  Proving along(LogCourse log) {
    along = Optional.of(log);
    return this;
  }

  /// A proof and where the evidence log has it.
  ///
  /// @param evidence the entry's number; empty where the log could not take it
  /// @param afterwards what failed once the proof was finished
  public record Outcome(Optional<Long> evidence, Proof proof, Optional<Fault> afterwards) {}

  /// Runs the proof and appends it to the evidence log.
  ///
  /// Throws what makes a proof impossible here (no server of the major, a library missing, no
  /// room); what speaks against the backup is a verdict, not an exception. What fails behind the
  /// verdict (the copy cannot be removed, the log not written) does not cost it.
  public Outcome run() {
    sweep();
    Instant startedAt = clock.now();
    phases.addAll(backup.record().phases());
    SourceFacts source = backup.record().source();
    ServerChoice server =
        ServerChoice.of(source, control(), settings.servers().ofMajor(source.version().major()));
    Installation installation = server.installation();
    HostReadiness.requireLocales(backup.record());
    TemporaryFolder folder = TemporaryFolder.create(settings.workFolder(), "proof");
    try (Afterwards.Step removal = afterwards.step(folder::close)) {
      ServerLaunch.requireShortSocket(folder.path().resolve("work/s"), LONGEST_PORT);
      Optional<Restore.Restored> restored = restore(folder.path());
      if (restored.isPresent()) {
        checkCopy(installation, restored.get(), folder.path());
      }
      removal.reached();
    }
    Proof proof =
        new Proof(
            claim(),
            along.isPresent()
                ? LogProof.subject(backup.record().target(), backup.id().text())
                : backup.subject(),
            startedAt,
            clock.now(),
            results(),
            phases,
            recovery,
            versions(server),
            isolation.map(Isolation::display).orElse("no server was started"),
            settings.rerun(),
            course().filter(_ -> levels.isProved(Level.L3)).map(LogCourse.Course::point));
    Optional<Long> evidence = recorded(proof);
    return new Outcome(evidence, proof, afterwards.fault());
  }

  private Optional<LogCourse.Course> course() {
    return along.flatMap(LogCourse::course);
  }

  private String claim() {
    return along.isEmpty()
        ? "backup " + backup.id() + " restores to the content its source had"
        : "the log behind backup %s recovers to %s"
            .formatted(
                backup.id(), course().map(c -> c.target().end().toString()).orElse("its end"));
  }

  private Optional<Long> recorded(Proof proof) {
    try {
      return Optional.of(vault.evidence().append(proof).seq());
    } catch (Fault fault) {
      CommonError.keepInterrupt(fault);
      afterwards.add(unrecorded(fault));
      return Optional.empty();
    }
  }

  private void sweep() {
    Set<Path> roots = new LinkedHashSet<>(List.of(Places.temporary(), settings.workFolder()));
    roots.stream()
        .flatMap(root -> TemporaryFolder.sweep(root).stream())
        .forEach(f -> progress.note("removed " + f + " of an interrupted run"));
    if (settings.workFolder().equals(Places.temporary())) {
      Places.temporaryIgnored().ifPresent(progress::note);
    }
  }

  private static Fault unrecorded(Fault cause) {
    return cause.detail(
        "the finished proof is not in the evidence log"
            + cause.detail().map(d -> ": " + d).orElse(""));
  }

  /// L1 to L6 of a copy that was restored and not started yet.
  void checkCopy(Installation installation, Restore.Restored restored, Path folder) {
    progress.begin("reading manifest and WAL", 0);
    StoredCheck.Chain own = stored().chain(CheckDepth.STRUCTURE);
    StoredCheck.Chain chain = along.map(own::and).orElse(own);
    levels.add(chain.result());
    phases.add(new Phase(Phase.WAL_CHECK, chain.result().took(), chain.bytes()));
    if (chain.targets().isEmpty()) {
      return;
    }
    RecoveringServer.Location location =
        new RecoveringServer.Location(
            restored.dataDirectory(),
            work(folder),
            new Shelter(settings.confinement(), restored.tablespaces()));
    RecoveringServer server =
        new RecoveringServer(
            backup.record().origin(), installation, location, settings.recoveryTimeout(), clock);
    try (Afterwards.Step ending = afterwards.step(server::close)) {
      boolean recovered = recoverAndCompare(server, chain.targets());
      isolation = server.isolation();
      if (recovered) {
        promoteAndCheck(server);
      }
      ending.reached();
    }
  }

  private StoredCheck stored() {
    return new StoredCheck(vault, backup, settings.threads(), clock, progress);
  }

  /// What was concluded so far, for every level.
  List<LevelResult> results() {
    return along.isPresent() ? levels.upTo(Level.L5) : levels.all();
  }

  private static Path work(Path folder) {
    try {
      return Files.createDirectory(folder.resolve("work"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// L0: what is stored is what was stored. Every chunk is authenticated as it is restored.
  Optional<Restore.Restored> restore(Path folder) {
    StoredCheck stored = stored();
    long began = clock.nanoTime();
    LevelResult objects = stored.objects(CheckDepth.STRUCTURE);
    if (objects.verdict().isRefuted()) {
      levels.add(objects);
      return Optional.empty();
    }
    if (along.isPresent() && course().isEmpty()) {
      String why = "nothing was restored, because the log is not whole";
      levels.add(new LevelResult(Level.L0, Verdict.undecided(why), objects.took(), why, List.of()));
      levels.add(along.get().level());
      return Optional.empty();
    }
    List<TablespaceMapping> mappings = new ArrayList<>();
    for (BackupRecord.Tablespace tablespace : backup.record().copy().tablespaces()) {
      mappings.add(
          new TablespaceMapping(
              tablespace.location(), folder.resolve("tablespace-" + tablespace.oid())));
    }
    RestoreSettings how =
        new RestoreSettings(folder.resolve("data"), mappings, settings.threads(), false, true);
    try {
      Restore restore = new Restore(vault, backup, how, clock, progress).hashing();
      course().ifPresent(c -> restore.along(c.found().needed()));
      Restore.Restored restored = restore.run();
      phases.add(restored.phase());
      levels.add(
          new LevelResult(
              Level.L0,
              Verdict.proved(),
              clock.since(began),
              "every object present, %s decrypted, authenticated and restored"
                  .formatted(new ByteSize(restored.phase().bytes())),
              List.of()));
      return Optional.of(restored);
    } catch (Fault e) {
      if (!StoredCheck.speaksAgainstBackup(e)) {
        throw e;
      }
      // The first bad object stopped the restore; the operator wants all of them.
      progress.begin("reading every chunk", 0);
      LevelResult all = stored.objects(CheckDepth.CONTENT);
      levels.add(all.verdict().isRefuted() ? all : refuted(e, clock.since(began)));
      return Optional.empty();
    }
  }

  private static LevelResult refuted(Fault e, Duration took) {
    return new LevelResult(
        Level.L0,
        Verdict.refuted(e.getMessage()),
        took,
        e.getMessage(),
        e.detail().stream().toList());
  }

  /// L2, L3 and L6. Returns whether the copy stands at its last target.
  private boolean recoverAndCompare(RecoveringServer server, List<RecoveryTarget> targets) {
    Optional<SourceReading> reading = along.isPresent() ? Optional.empty() : backup.reading(vault);
    progress.begin("recovering to " + targets.getLast().end(), 0);
    Optional<ContentCheck> content =
        reading.map(r -> new ContentCheck(r, server::session, settings.digest(), clock));
    Duration recovering = Duration.ZERO;
    for (int i = 0; i < targets.size(); i++) {
      long began = clock.nanoTime();
      switch (server.recover(targets.get(i))) {
        case Recovery.Missed missed -> {
          refuteRecovery(missed, recovering.plus(clock.since(began)));
          return false;
        }
        case Recovery.Reached reached -> addRecovery(reached, targets.get(i), clock.since(began));
      }
      recovering = recovering.plus(clock.since(began));
      // Where no database was read there is nothing to compare, and the level says why.
      if (content.isPresent() && i < reading.get().targets().size()) {
        progress.begin("comparing content", 0);
        content.get().compareAt(reading.get().targets().get(i));
      }
    }
    recovery = recovery.plus(recovering);
    levels.proved(
        Level.L2,
        recovering,
        "the restored server reached consistency",
        RecoveringServer.leftOut(backup.record().origin()).stream()
            .map(library -> "not preloaded on the copy: " + library)
            .toList());
    if (along.isPresent()) {
      // L3 is decided when the copy is promoted: its history says where it left which timeline.
      return true;
    }
    Lsn reached = targets.getLast().end();
    levels.proved(
        Level.L3,
        Duration.ZERO,
        "replay stopped at " + reached + ", exactly the requested LSN",
        List.of("last record replayed starts at " + targets.getLast().lastRecord()));
    if (content.isPresent()) {
      levels.add(content.get().result());
    } else {
      String why = backup.record().reading().skipped().orElse("the source was not read");
      levels.add(new LevelResult(Level.L6, Verdict.undecided(why), Duration.ZERO, why, List.of()));
    }
    return true;
  }

  /// A copy that recovers to several targets starts again for each; only its first start is one
  /// that a restore would need.
  private void addRecovery(Recovery.Reached reached, RecoveryTarget target, Duration took) {
    if (took(Phase.START).isZero()) {
      Lsn start = backup.record().span().start();
      Lsn admitted = reached.admittedAt();
      phases.add(
          new Phase(Phase.START, reached.untilAdmitted(), Math.max(0, admitted.minus(start))));
      phases.add(
          new Phase(
              Phase.REPLAY,
              took.minus(reached.untilAdmitted()),
              Math.max(0, target.end().minus(admitted))));
    } else {
      phases.add(new Phase("recovery to a further target", took, 0));
    }
  }

  private void refuteRecovery(Recovery.Missed missed, Duration took) {
    String why = missed.fault().getMessage();
    List<String> facts = missed.fault().detail().stream().toList();
    if (missed.consistent()) {
      levels.proved(Level.L2, took, "the restored server reached consistency", List.of());
      levels.refuted(Level.L3, took, why, facts);
    } else {
      levels.refuted(Level.L2, took, why, facts);
    }
  }

  /// L4 and L5, on the promoted copy.
  private void promoteAndCheck(RecoveringServer server) {
    long began = clock.nanoTime();
    server.promote();
    course().ifPresent(c -> levels.add(reached(c, server.history())));
    ConfinedCopy copy = server.confine();
    Duration promotion = clock.since(began);
    phases.add(new Phase(Phase.PROMOTION, promotion, 0));
    recovery = recovery.plus(promotion).plus(took(Phase.RESTORE));
    progress.begin("checking structure", 0);
    SourceInquiry source =
        new SourceInquiry(settings.source(), backup.record().source().systemIdentifier());
    LevelResult structure =
        StructureCheck.check(
            copy, settings.checks(), source, backup.record().surroundings(), clock);
    progress.begin("re-reading constraints", 0);
    levels.add(
        ConstraintCheck.check(
            settings.invariants(), copy, settings.checks(), backup.record().surroundings(), clock));
    levels.add(withPages(server, structure));
  }

  /// L3 of a proof of the log: the LSN was compared while replay stood still.
  private static LevelResult reached(LogCourse.Course course, TimelineHistory history) {
    RecoveryTarget target = course.target();
    if (!course.isLeftBy(history)) {
      String why =
          "the promoted copy did not leave timeline %s at %s"
              .formatted(target.timeline(), target.end());
      return new LevelResult(
          Level.L3,
          Verdict.refuted(why),
          Duration.ZERO,
          why,
          history.entries().stream()
              .map(e -> "it left timeline %s at %s".formatted(e.timeline(), e.switchPoint()))
              .toList());
    }
    return new LevelResult(
        Level.L3,
        Verdict.proved(),
        Duration.ZERO,
        "replay stopped at %s on timeline %s, exactly the requested LSN"
            .formatted(target.end(), target.timeline()),
        List.of("last record replayed starts at " + target.lastRecord()));
  }

  /// L4 with the page checksums of the stopped copy. All else was decided by now: where the copy
  /// cannot be stopped or read, that part is undecided.
  private LevelResult withPages(RecoveringServer server, LevelResult structure) {
    try {
      server.stop();
      progress.begin("checking page checksums", 0);
      return StructureCheck.join(
          structure, PageChecksums.verify(server.dataDirectory(), settings.threads()));
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      afterwards.add(fault);
      return StructureCheck.withoutPages(structure, fault.getMessage());
    }
  }

  private Duration took(String phase) {
    return phases.stream()
        .filter(p -> p.name().equals(phase))
        .map(Phase::took)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /// Empty where the backup's objects, or the file itself, are damaged: a level says so then.
  private Optional<ControlFile> control() {
    try {
      return Optional.of(backup.control(vault));
    } catch (Fault e) {
      if (!StoredCheck.speaksAgainstBackup(e)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private List<String> versions(ServerChoice server) {
    return List.of(
        "source PostgreSQL " + backup.record().version(),
        server.sentence(),
        "Java " + Runtime.version());
  }
}

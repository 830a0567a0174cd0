package dev.ballast.change.rehearse;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Verdict;
import dev.ballast.lab.LabError;
import dev.ballast.lab.clone.Clone;
import dev.ballast.lab.clone.CloneEntrance;
import dev.ballast.lab.clone.RunningClone;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Rehearses a change on copies of a clone. One use; for one thread.
public final class Rehearsal {
  private final Clone clone;
  private final RehearsalRequest request;
  private final Clock clock;
  private final Progress progress;

  private Rehearsal(Clone clone, RehearsalRequest request, Clock clock, Progress progress) {
    this.clone = clone;
    this.request = request;
    this.clock = clock;
    this.progress = progress;
  }

  /// Reads the change, runs it, and concludes. Nothing of a copy stays behind.
  ///
  /// @param standardInput what `-` among the paths stands for
  public static RehearsalResult run(
      Clone clone,
      RehearsalRequest request,
      InputStream standardInput,
      Clock clock,
      Progress progress) {
    PlannedChange change = PlannedChange.of(request.subject(), standardInput);
    change.requireInside();
    return run(clone, change, request, clock, progress);
  }

  /// The same, of a change that was read before and does not reach outside.
  ///
  /// @param request its subject is not read again
  public static RehearsalResult run(
      Clone clone, PlannedChange change, RehearsalRequest request, Clock clock, Progress progress) {
    requireNonNull(clone, "clone is null");
    return new Rehearsal(clone, request, clock, progress).run(change);
  }

  private RehearsalResult run(PlannedChange planned) {
    requireRowsToMeasure();
    Instant startedAt = clock.now();
    UndoPass.Outcome reversible = derived(planned);
    PlannedChange change = reversible.change();
    QuietPass.Outcome quiet;
    ScriptPass.Options options;
    RehearsalResult.Setting setting;
    boolean rows = clone.record().hasRows();
    List<String> notes = new ArrayList<>();
    Optional<CloneFigures> figures;
    try (RunningClone running = clone.startShort(request.confinement(), progress)) {
      notes.add("each pass ran on a copy of the clone: " + running.copy().means().display());
      Quiet passed = CloneGuard.during(running, clock, () -> quiet(running, change));
      options = passed.options();
      figures = passed.figures();
      quiet = passed.outcome();
      if (request.hold() && quiet.isStopped()) {
        hold(running, options);
      }
      setting =
          new RehearsalResult.Setting(
              running.record(),
              running.version().toString(),
              running.isolation().display(),
              options.database(),
              options.role(),
              startedAt,
              clock.now());
    }
    TrafficPass.Outcome traffic = underTraffic(change, options.withoutFiles());
    notes.addAll(traffic.notes());
    Measured measured =
        new Measured(
            quiet.runs(),
            traffic.effect(),
            rows ? Optional.of(quiet.disk()) : Optional.empty(),
            quiet.lag(),
            traffic.broken(),
            traffic.plans(),
            rows ? quiet.deadRows() : OptionalLong.empty(),
            rows);
    RollbackProof rollback = UndoPass.explained(quiet.rollback(), reversible.derived());
    if (!rows) {
      rollback = rollback.withoutRows();
      notes.addAll(lacking());
    }
    return new RehearsalResult(
        Headline.of(measured, rollback, request.oneWay()),
        measured,
        rollback,
        reversible.derived(),
        figures
            .map(known -> known.forecast(measured, request.production().orElseThrow()))
            .orElse(List.of()),
        judged(PolicyCheck.of(request.policy(), measured, rollback, request.oneWay())),
        setting.endedAt(clock.now()),
        change.problems(),
        notes,
        rows ? Optional.of(traffic.course().orElse(quiet.course())) : Optional.empty());
  }

  private record Quiet(
      ScriptPass.Options options, Optional<CloneFigures> figures, QuietPass.Outcome outcome) {}

  private Quiet quiet(RunningClone running, PlannedChange change) {
    String database = database(running);
    ScriptPass.Options options =
        new ScriptPass.Options(
            database,
            role(running, database),
            request.statementLimit(),
            true,
            clone.record().hasRows() && request.standby());
    NamedRelations.settle(running, database, change);
    Optional<CloneFigures> figures = Optional.empty();
    if (request.production().isPresent()) {
      progress.begin("measuring this machine", 0);
      figures = Optional.of(CloneFigures.read(running, options, clock));
    }
    return new Quiet(
        options, figures, new QuietPass(running, change, options, clock, progress).run());
  }

  /// Throws `clone-without-rows` where traffic or a forecast is wanted on a twin.
  private void requireRowsToMeasure() {
    if (clone.record().hasRows()) {
      return;
    }
    String wanted =
        request.traffic().isPresent()
            ? "traffic"
            : request.production().isPresent() ? "a forecast" : "";
    if (!wanted.isEmpty()) {
      throw Fault.of(
              LabError.CLONE_WITHOUT_ROWS,
              "%s needs rows, and clone %s is a twin".formatted(wanted, clone.record().name()))
          .detail("a twin has the schema and the statistics of its target, and no rows")
          .hint("Rehearse on a clone of a backup, or without " + wanted + ".");
    }
  }

  /// A twin that lacks a part of the schema may refuse what its target would not.
  private List<PolicyFinding> judged(List<PolicyFinding> findings) {
    int lacking = clone.record().twin().map(twin -> twin.lacking().size()).orElse(0);
    return lacking == 0
        ? findings
        : findings.stream()
            .map(
                finding ->
                    finding.rule() == PolicyFinding.Rule.RUNS && finding.verdict().isRefuted()
                        ? new PolicyFinding(
                            finding.rule(),
                            Verdict.undecided(
                                "%s; the twin lacks %d parts of the schema, see the notes"
                                    .formatted(finding.verdict().why().orElse(""), lacking)))
                        : finding)
            .toList();
  }

  /// What a reader must know of a twin.
  private List<String> lacking() {
    List<String> notes = new ArrayList<>();
    notes.add(
        "the clone is a twin without rows: locks, rewritten files and refusals are those of the"
            + " target; durations, WAL, disk, standby lag and whether the rows allow the change are "
            + Measured.NO_ROWS);
    clone
        .record()
        .twin()
        .ifPresent(twin -> twin.lacking().forEach(line -> notes.add("the twin lacks: " + line)));
    return notes;
  }

  /// With a way back for each script that has none, where one can be derived and is wanted.
  private UndoPass.Outcome derived(PlannedChange change) {
    if (change.isReversible() || request.oneWay().isPresent()) {
      return new UndoPass.Outcome(change, List.of());
    }
    try (RunningClone running = clone.startShort(request.confinement(), progress)) {
      progress.begin("deriving the way back", 0);
      String database = database(running);
      ScriptPass.Options options =
          new ScriptPass.Options(
              database, role(running, database), request.statementLimit(), false, false);
      return CloneGuard.during(running, clock, () -> UndoPass.run(running, change, options));
    }
  }

  private TrafficPass.Outcome underTraffic(PlannedChange change, ScriptPass.Options options) {
    if (request.traffic().isEmpty()) {
      return TrafficPass.Outcome.NONE;
    }
    try (RunningClone running = clone.startShort(request.confinement(), progress)) {
      NamedRelations.settle(running, options.database(), change);
      progress.begin("rehearsing under traffic", 0);
      TrafficPass pass = new TrafficPass(running, change, request.traffic().get(), options, clock);
      return CloneGuard.during(running, clock, pass::run);
    }
  }

  private String database(RunningClone running) {
    return CloneEntrance.database(running.databases(), request.database());
  }

  /// Leaves the copy as a failed script left it, for somebody to look at.
  private void hold(RunningClone running, ScriptPass.Options options) {
    CloneEntrance entrance =
        CloneEntrance.of(
            running,
            new CloneEntrance.Wanted(Optional.of(options.database()), Optional.of(options.role())));
    progress.begin("held until Ctrl-C", 0);
    progress.note("the copy is as the failed script left it: " + entrance.conninfo());
    running.awaitInterrupt();
  }

  private String role(RunningClone running, String database) {
    return CloneEntrance.role(running, database, request.role());
  }
}

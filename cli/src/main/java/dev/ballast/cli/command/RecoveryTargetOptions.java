package dev.ballast.cli.command;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.TimelineId;
import dev.ballast.protect.moment.LogTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Where recovery is to stop.
public final class RecoveryTargetOptions {
  private static final long FIRST_NORMAL_XID = 3;

  @Option(
      names = "--to-time",
      paramLabel = "<time>",
      order = 30,
      description =
          "Recover to a time: before the first transaction that ended later by the source's clock."
              + " With an offset from UTC, as in '2026-11-30 09:10:00+01:00'.")
  private Optional<String> time = Optional.empty();

  @Option(
      names = "--to-lsn",
      paramLabel = "<lsn>",
      order = 31,
      description = "Recover to the first record that starts at this LSN or behind it.")
  private Optional<String> lsn = Optional.empty();

  @Option(
      names = "--to-xid",
      paramLabel = "<xid>",
      order = 32,
      description =
          "Recover to the end of a transaction. Transactions that ended before it are kept, whatever"
              + " their numbers.")
  private Optional<Long> xid = Optional.empty();

  @Option(
      names = "--to-name",
      paramLabel = "<name>",
      order = 33,
      description = "Recover to a restore point, as pg_create_restore_point made it.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--to-immediate",
      order = 34,
      description = "Recover no further than to where the backup is consistent.")
  private boolean immediate;

  @Option(
      names = "--to-latest",
      order = 35,
      description = "Recover to the end of the log in the vault. The default.")
  private boolean latest;

  @Option(
      names = "--exclusive",
      order = 36,
      description =
          "Stop just before the transaction, record or time that was named, not just behind it.")
  private boolean exclusive;

  @Option(
      names = "--timeline",
      paramLabel = "<n>",
      order = 37,
      description =
          "Recover along this timeline. Default: the newest one that descends from the backup's.")
  private Optional<Integer> timeline = Optional.empty();

  /// Whether anything is to be recovered to but the end of the newest timeline.
  boolean isGiven() {
    return !(target() instanceof LogTarget.Latest) || timeline.isPresent();
  }

  Optional<TimelineId> timeline() {
    return timeline(timeline);
  }

  /// Throws `option-invalid` where several are given, or one cannot be read.
  LogTarget target() {
    List<LogTarget> given = new ArrayList<>();
    time.ifPresent(
        text -> given.add(new LogTarget.Time(MomentText.time("--to-time", text), !exclusive)));
    lsn.ifPresent(
        text -> given.add(new LogTarget.Position(MomentText.lsn("--to-lsn", text), !exclusive)));
    xid.filter(id -> id < FIRST_NORMAL_XID)
        .ifPresent(
            id -> {
              throw Fault.of(CommandError.OPTION_INVALID, "not the id of a transaction: " + id)
                  .hint("Ids of transactions begin with 3.");
            });
    xid.ifPresent(id -> given.add(new LogTarget.Transaction(id, !exclusive)));
    name.ifPresent(point -> given.add(new LogTarget.Name(point)));
    if (immediate) {
      given.add(new LogTarget.Immediate());
    }
    if (latest) {
      given.add(new LogTarget.Latest());
    }
    if (given.size() > 1) {
      throw Fault.of(CommandError.OPTION_INVALID, "more than one recovery target is given")
          .hint(
              "Give one of --to-time, --to-lsn, --to-xid, --to-name, --to-immediate, --to-latest.");
    }
    if (exclusive && time.isEmpty() && lsn.isEmpty() && xid.isEmpty()) {
      throw Fault.of(CommandError.OPTION_INVALID, "--exclusive needs a time, an LSN or an xid")
          .hint("Give --to-time, --to-lsn or --to-xid, or leave out --exclusive.");
    }
    return given.isEmpty() ? new LogTarget.Latest() : given.getFirst();
  }

  /// Throws `option-invalid` for one below 1.
  static Optional<TimelineId> timeline(Optional<Integer> given) {
    given
        .filter(number -> number < 1)
        .ifPresent(
            number -> {
              throw Fault.of(CommandError.OPTION_INVALID, "not a timeline: " + number)
                  .hint("Timelines are counted from 1.");
            });
    return given.map(TimelineId::new);
  }
}

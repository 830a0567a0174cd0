package dev.ballast.cli.command.change;

import dev.ballast.change.rehearse.RehearsalPolicy;
import dev.ballast.cli.command.CommandError;
import dev.ballast.evidence.Fault;
import dev.ballast.targets.config.RehearsalSettings;
import dev.ballast.targets.config.RehearsalSettings.Rollback;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import picocli.CommandLine.Option;

/// What a change may do, over what the configuration says.
final class PolicyOptions {
  @Option(
      names = "--longest-blocking",
      paramLabel = "<duration>",
      order = 30,
      description =
          "How long readers or writers of a table may be kept waiting, such as 500ms. Default:"
              + " change.rehearsal.longest-blocking of the configuration, else 1s.")
  private Optional<String> longestBlocking = Optional.empty();

  @Option(
      names = "--wal-limit",
      paramLabel = "<size>",
      order = 31,
      description =
          "How much write-ahead log the change may write, such as 10GB. Default:"
              + " change.rehearsal.wal of the configuration, else no limit.")
  private Optional<String> wal = Optional.empty();

  @Option(
      names = "--standby-lag",
      paramLabel = "<duration>",
      order = 32,
      description =
          "How far a standby may fall behind, such as 10s. Default: change.rehearsal.standby-lag of"
              + " the configuration, else no limit.")
  private Optional<String> standbyLag = Optional.empty();

  @Option(
      names = "--disk-limit",
      paramLabel = "<size>",
      order = 33,
      description =
          "How much room the change may take at its worst moment, such as 50GB. Default:"
              + " change.rehearsal.disk of the configuration, else no limit.")
  private Optional<String> disk = Optional.empty();

  @Option(
      names = "--rollback",
      paramLabel = "required|optional",
      order = 34,
      description =
          "Whether the way back must restore everything. Default: change.rehearsal.rollback of the"
              + " configuration, else required.")
  private Optional<String> rollback = Optional.empty();

  /// The policy that counts: of the options, of the configuration, or the usual one.
  RehearsalPolicy over(RehearsalSettings settings) {
    Rollback back =
        value("--rollback", rollback, RehearsalSettings::rollback)
            .or(settings::rollback)
            .orElse(RehearsalPolicy.DEFAULT.rollback() ? Rollback.REQUIRED : Rollback.OPTIONAL);
    return new RehearsalPolicy(
        duration("--longest-blocking", longestBlocking)
            .or(settings::longestBlocking)
            .or(RehearsalPolicy.DEFAULT::longestBlocking),
        size("--wal-limit", wal, settings.walBytes()),
        duration("--standby-lag", standbyLag).or(settings::standbyLag),
        size("--disk-limit", disk, settings.diskBytes()),
        back == Rollback.REQUIRED);
  }

  static Optional<Duration> duration(String option, Optional<String> text) {
    return value(option, text, RehearsalSettings::duration);
  }

  private static OptionalLong size(String option, Optional<String> text, OptionalLong otherwise) {
    return value(option, text, RehearsalSettings::size).map(OptionalLong::of).orElse(otherwise);
  }

  private static <T> Optional<T> value(
      String option, Optional<String> text, Function<String, T> reading) {
    try {
      return text.map(reading);
    } catch (IllegalArgumentException e) {
      throw Fault.of(
              CommandError.OPTION_INVALID, option + " " + text.orElseThrow() + " cannot be used")
          .detail("it " + e.getMessage())
          .cause(e);
    }
  }
}

package dev.ballast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.protect.moment.LogTarget;
import dev.ballast.protect.restore.RecoveryGoal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

final class RecoveryTargetOptionsTest {
  @Command(name = "recover")
  static final class Recover {
    @Mixin private RecoveryTargetOptions target = new RecoveryTargetOptions();
  }

  private static RecoveryGoal goal(String... words) {
    Recover recover = new Recover();
    new CommandLine(recover).parseArgs(words);
    return recover.target.goal();
  }

  private static Fault refused(String... words) {
    Fault fault = catchThrowableOfType(Fault.class, () -> goal(words));
    assertThat(fault.code()).isEqualTo(CommandError.OPTION_INVALID);
    assertThat(fault.hint()).isPresent();
    return fault;
  }

  @Test
  void withoutOneTheEndOfTheLogIsMeant() {
    assertThat(goal()).isEqualTo(RecoveryGoal.LATEST);
    assertThat(goal("--to-latest")).isEqualTo(RecoveryGoal.LATEST);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-30T09:10:00Z, 2026-11-30T09:10:00Z",
    "2026-11-30 09:10:00+01:00, 2026-11-30T08:10:00Z",
    "2026-11-30 09:10+01, 2026-11-30T08:10:00Z",
    "2026-11-30 09:10:00.123456-0330, 2026-11-30T12:40:00.123456Z"
  })
  void aTimeIsReadWithItsOffset(String text, Instant at) {
    assertThat(goal("--to-time", text).target()).isEqualTo(new LogTarget.Time(at, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-30 09:10:00",
        "09:10",
        "yesterday",
        "",
        "2026-13-30T09:10:00Z",
        "2026-11-31T09:10:00Z",
        "2026-02-29T09:10:00Z"
      })
  void aTimeWithoutAnOffsetIsRefused(String text) {
    assertThat(refused("--to-time", text).getMessage()).contains(text);
  }

  @Test
  void exclusiveStopsBefore() {
    assertThat(goal("--to-lsn", "16/B374D848", "--exclusive", "--timeline", "3"))
        .isEqualTo(
            new RecoveryGoal(
                new LogTarget.Position(Lsn.parse("16/B374D848"), false),
                Optional.of(new TimelineId(3))));
    assertThat(goal("--to-xid", "4711", "--exclusive").target())
        .isEqualTo(new LogTarget.Transaction(4711, false));
    refused("--to-name", "before", "--exclusive");
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    refused("--to-lsn", "4711");
    refused("--to-xid", "2");
    refused("--to-immediate", "--timeline", "0");
    assertThat(refused("--to-immediate", "--to-name", "before").getMessage())
        .isEqualTo("more than one recovery target is given");
  }
}

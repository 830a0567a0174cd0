package dev.ballast.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.pages.fleet.FleetPage.Standing;
import dev.ballast.pages.fleet.OpenPages;
import dev.ballast.pages.report.Capacity;
import dev.ballast.pages.report.ExecutiveSheet.Cost;
import dev.ballast.pages.report.ExecutiveSheet.Done;
import dev.ballast.pages.report.ExecutiveSheet.Sentences;
import dev.ballast.pages.report.ExecutiveSheet.TargetRow;
import dev.ballast.pages.report.Risk;
import dev.ballast.pages.text.Moments;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExecutiveSentencesTest {
  private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");
  private static final Moments MOMENTS = new Moments(NOW, ZoneOffset.UTC);
  private static final Cost NO_COST = new Cost(Optional.empty(), Optional.empty(), 0);

  private static Sentences of(
      List<TargetRow> targets, List<Capacity> capacity, Done done, Cost cost, List<Risk> risks) {
    OpenPages open = risks.isEmpty() ? new OpenPages(0, 0) : new OpenPages(1, 2);
    return new ExecutiveSentences(open, false, MOMENTS).of(targets, capacity, done, cost, risks);
  }

  private static TargetRow row(String target, Standing standing, String why) {
    return new TargetRow(target, standing, why, Optional.empty());
  }

  private static Capacity capacity(Capacity.Outlook outlook) {
    Optional<Instant> date =
        outlook == Capacity.Outlook.RUNS_OUT
            ? Optional.of(NOW.plus(Duration.ofDays(12)))
            : Optional.empty();
    return new Capacity(
        "shop",
        Capacity.Kind.DISK,
        "data",
        1e9,
        Optional.of(-1e6),
        outlook,
        date,
        date.map(d -> d.minus(Duration.ofDays(2))),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void whereNothingIsKnownNothingIsZero() {
    Sentences none =
        of(List.of(), List.of(), new Done(0, 0, 0, 0, 0, 0, 0, 0, 0), NO_COST, List.of());

    assertThat(none.all())
        .containsExactly(
            "No target is watched, so nothing is known.",
            "Nothing is known of capacity: no size is stored.",
            "0 tickets closed and 0 opened, no backup was restored and read. What a transaction"
                + " costs is not known: no time of active sessions was counted.",
            "No page is open, no ticket is overdue, and every check is decided.",
            "No decision is needed.");
  }

  @Test
  void theWorstIsNamed() {
    Risk page =
        new Risk(
            Risk.Kind.PAGE,
            "shop",
            "the disk is full",
            NOW,
            Optional.empty(),
            "Free space",
            "/alerts/1");
    Risk unknown =
        new Risk(
            Risk.Kind.UNDECIDED,
            "crm",
            "3 checks cannot be evaluated: no right",
            NOW,
            Optional.empty(),
            "Grant it",
            "/alerts");
    Sentences sentences =
        of(
            List.of(
                row("shop", Standing.MISSED, "recovery-time"),
                row("crm", Standing.UNKNOWN, "recovery-point not known"),
                row("hr", Standing.MET, "")),
            List.of(
                capacity(Capacity.Outlook.RUNS_OUT),
                capacity(Capacity.Outlook.RUNS_OUT),
                capacity(Capacity.Outlook.UNKNOWN)),
            new Done(3, 1, 4, 3, 5, 2, 2, 1, 1),
            new Cost(Optional.of(1.5), Optional.of(1.2), 1000),
            List.of(page, unknown));

    assertThat(sentences.all())
        .containsExactly(
            "1 of 3 targets misses an objective or cannot be reached, first shop (recovery-time)."
                + " Of 1 it is not known.",
            "The free space of data at shop runs out first, on 2026-12-12, in 10 days or more; 1 more"
                + " within a year. Of 1 the pace is not known yet.",
            "1 ticket closed and 3 opened, 4 backups restored and read, of which 3 proved, 2 of 5"
                + " proofs of the log held, 1 of 2 rehearsals passed, 1 deployment reported. 1,000 transactions took 1.5 s of active sessions, 1.2 s in"
                + " the period before (+25 %).",
            "1 page open (+2 explained by it), 0 tickets overdue, checks that cannot be evaluated at 1 target; first"
                + " shop: the disk is full.",
            "At shop: Free space. 1 more is needed, see below.");
  }

  @Test
  void whatWasMeasuredInAPartSaysSo() {
    assertThat(
            new ExecutiveSentences(new OpenPages(0, 0), true, MOMENTS)
                .of(
                    List.of(row("shop", Standing.MET, "")),
                    List.of(),
                    new Done(0, 0, 0, 0, 0, 0, 0, 0, 0),
                    NO_COST,
                    List.of())
                .met())
        .isEqualTo(
            "All objectives of 1 target are met, in the part of the period that was measured.");
  }

  @Test
  void allThatIsMetIsMet() {
    assertThat(
            of(
                    List.of(row("shop", Standing.MET, "")),
                    List.of(capacity(Capacity.Outlook.NOT_WITHIN_A_YEAR)),
                    new Done(0, 0, 1, 1, 0, 0, 0, 0, 0),
                    NO_COST,
                    List.of())
                .all())
        .startsWith(
            "All objectives of 1 target are met.",
            "Nothing of which the pace is known runs out within a year.");
  }
}

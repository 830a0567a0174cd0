package dev.ballast.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.pages.report.WeeklyReview;
import dev.ballast.pages.report.WeeklyReview.ObjectiveChange;
import dev.ballast.pages.report.WeeklyReview.Question;
import dev.ballast.pages.report.WeeklyReview.StatementChange;
import dev.ballast.pages.text.Moments;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WeeklyMarkdownTest {
  private static final Instant TO = Instant.parse("2026-11-30T06:00:00Z");

  private static WeeklyReview review(Optional<String> noBaseline, String name) {
    return new WeeklyReview(
        TO.minus(Duration.ofDays(14)),
        TO.minus(Duration.ofDays(7)),
        TO,
        noBaseline,
        List.of("Statements: 1 slower, 0 faster."),
        List.of(new StatementChange(name, "42", "SELECT 1", 0.012, 0.004, 16_800, 16_800, 134.4)),
        List.of(),
        List.of(),
        List.of(new ObjectiveChange(name, "availability", 0.9, 1)),
        List.of(),
        List.of(),
        List.of(),
        List.of(new Question("Why 12 ms?", name, Optional.empty(), "/")),
        List.of());
  }

  private static String text(WeeklyReview review) {
    return WeeklyMarkdown.of(review, new Moments(TO, ZoneOffset.UTC));
  }

  @Test
  void partsAreHeadingsWithTables() {
    assertThat(text(review(Optional.empty(), "shop")))
        .startsWith(
            """
            # Weekly review, 2026-11-23 to 2026-11-30

            Statements: 1 slower, 0 faster.

            ## Questions for the meeting

            | Question | Target | Who answers |
            |---|---|---|
            | Why 12 ms? | shop | to be named |

            ## Statements that became slower

            | Statement | Target | Mean | Before | Calls | Time, in all |
            |---|---|--:|--:|--:|--:|
            | SELECT 1 | shop | 12 ms | 4 ms | 16.8k | &#43;2.24 min |

            ## Statements that became faster

            No statement became faster by a fifth or more.

            ## Objectives that changed

            | Objective | Target | Bad | Bad before |
            |---|---|--:|--:|
            | availability | shop | 10 % | 0 % |
            """)
        .endsWith("Times are of UTC.\n\n");
  }

  @Test
  void withoutABaselineNothingIsCompared() {
    String text = text(review(Optional.of("There is no baseline yet."), "shop"));

    assertThat(text)
        .contains("There is no baseline yet.", "## Questions for the meeting", "## New alerts")
        .doesNotContain("slower\n\n|", "## Statements", "## Objectives");
  }

  @Test
  void namesAreNoMarkup() {
    String text =
        text(review(Optional.empty(), "a|b\n# heading <img src=x> [l](http://x) @you `c`"));

    assertThat(text).doesNotContain("<img", "[l](", "\n# heading", "@you", "`c`");
    assertThat(text.lines().filter(line -> line.startsWith("| Why 12 ms?")))
        .singleElement()
        .satisfies(line -> assertThat(line.chars().filter(c -> c == '|').count()).isEqualTo(4));
  }
}

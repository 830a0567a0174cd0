package dev.ballast.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountedTest {
  @Test
  void onlyOneIsSingular() {
    assertThat(Counted.of(0, "route")).isEqualTo("0 routes");
    assertThat(Counted.of(1, "route")).isEqualTo("1 route");
    assertThat(Counted.of(2, "route")).isEqualTo("2 routes");
    assertThat(Counted.of(1, "mailbox", "mailboxes")).isEqualTo("1 mailbox");
    assertThat(Counted.of(3, "mailbox", "mailboxes")).isEqualTo("3 mailboxes");
    assertThat(Counted.noun(1, "waits", "wait")).isEqualTo("waits");
  }
}

package dev.ballast.report.protect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ShellWordTest {
  @Test
  void aPlainTextStaysAsItIs() {
    assertThat(ShellWord.of("/srv/copy-1/postmaster.pid")).isEqualTo("/srv/copy-1/postmaster.pid");
  }

  @Test
  void spacesAndSingleQuotesArePutInDoubleQuotes() {
    assertThat(ShellWord.of("options='-c a='")).isEqualTo("\"options='-c a='\"");
  }

  @Test
  void whatAShellWouldReplaceIsPutInSingleQuotes() {
    assertThat(ShellWord.of("/srv/$(id)/it's")).isEqualTo("'/srv/$(id)/it'\\''s'");
    assertThat(ShellWord.of("a`b")).isEqualTo("'a`b'");
    assertThat(ShellWord.of("a\"b\\")).isEqualTo("'a\"b\\'");
  }
}

package dev.ballast.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class VisibleTest {
  @Test
  void whatIsNotSeenIsShown() {
    assertThat(Visible.line("a\u001b[31mb\u009bc\u007f\r\nd\u202e\u200be\udb40\udc41\ud800"))
        .isEqualTo("a\\x1b[31mb\\x9bc\\x7f\\r\\nd\\u202e\\u200be\\U000e0041\\ud800");
    assertThat(Visible.block("a\r\nb\tc\rd")).isEqualTo("a\nb\tc\\rd");
    assertThat(Visible.line("größe 日本 '\"\\")).isEqualTo("größe 日本 '\"\\");
  }

  @Test
  void noLineBeginsACommandOfABuildServer() {
    assertThat(Visible.line("::error::x")).isEqualTo("\\x3a:error::x");
    assertThat(Visible.line(" \u00a0\t::error::x")).isEqualTo(" \u00a0\t\\x3a:error::x");
    assertThat(Visible.block("a\n  ::add-mask::x")).isEqualTo("a\n  \\x3a:add-mask::x");
    assertThat(Visible.line("a ##[add-path]x")).isEqualTo("a \\x23#[add-path]x");
    assertThat(Visible.line("##vso[x]")).isEqualTo("\\x23#vso[x]");
    assertThat(Visible.line("section_start:1:a")).isEqualTo("section\\x5fstart:1:a");
    assertThat(Visible.line("x::text")).isEqualTo("x::text");
  }

  @Test
  void jsonKeepsItsValues() {
    assertThat(Visible.json("{\"a\":\"\u202e\u009b##[x]\udb40\udc41\"}"))
        .isEqualTo("{\"a\":\"\\u202e\\u009b\\u0023#[x]\\udb40\\udc41\"}");
  }

  @Test
  void aPageKeepsItsOwnColoursAndNoOthers() {
    Page page = new Page(Style.COLOURED);

    page.line(page.style().red("bad \u001b[32mgood"));
    page.table(List.of(), List.of(List.of(page.style().bold("a\u001b[2J"), "b\nc")));

    assertThat(page.toString())
        .isEqualTo("\u001b[31mbad \\x1b[32mgood\u001b[0m\n\u001b[1ma\\x1b[2J\u001b[0m  b\\nc\n");
  }
}

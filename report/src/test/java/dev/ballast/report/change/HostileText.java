package dev.ballast.report.change;

import java.util.List;
import java.util.Random;

/// Names, SQL and messages as somebody would write them who wants the output to say or do something
/// else. For one thread.
public final class HostileText {
  private static final List<String> PIECES =
      List.of(
          "```",
          "````",
          "~~~",
          "`",
          "``",
          "</details>",
          "<img src=https://evil.example/x.png>",
          "[all is well](https://evil.example)",
          "![x](https://evil.example/x.png)",
          "@org/all",
          "|",
          "\\|",
          "\\",
          "\\\\",
          "|\n|---|",
          "::error::x",
          "\n::error file=a,line=1::x",
          "\r::set-output name=a::b",
          "\n \t::add-mask::x",
          "\u00a0::stop-commands::x",
          "##[add-path]x",
          "##vso[task.setvariable variable=x]",
          "##teamcity[x]",
          "\u001b[2J",
          "\u001b]0;owned\u0007",
          "\u001b[31m",
          "\u202e",
          "\u2066",
          "\u200b",
          "\ufeff",
          "\u2028",
          "\u2029",
          "\u0085",
          "\u009b31m",
          "\u007f",
          "\u0000",
          "\udb40\udc41",
          "\ud800",
          "\udc00",
          "\ufffe",
          "\uffff",
          "\u3164",
          "]]>",
          "&amp;",
          "&#64;",
          "<!--",
          "-->",
          "<![CDATA[",
          "<?x",
          "%0A",
          "%25",
          "%",
          ":",
          ",",
          "#",
          "#1",
          "\t",
          " ",
          "  ",
          "\n",
          "\n\n# Approved\n\n",
          "\n- x",
          "\n===\n",
          "\n---\n",
          "section_start:1:a\r\u001b[0K",
          "https://evil.example",
          "www.evil.example",
          "a@b.example",
          "<https://evil.example>",
          "$x$",
          "*x*",
          "__x__",
          "é",
          "日本",
          "orders",
          "DROP TABLE x",
          "{0}",
          "\"",
          "'",
          ">",
          "1. x",
          "+",
          "=");

  private final Random random;

  public HostileText(long seed) {
    random = new Random(seed);
  }

  /// Some pieces in a row; now and then a single character out of all there are.
  public String next() {
    StringBuilder text = new StringBuilder();
    int count = 1 + random.nextInt(8);
    for (int i = 0; i < count; i++) {
      if (random.nextInt(5) == 0) {
        text.appendCodePoint(random.nextInt(0x110000));
      } else {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
    }
    return text.toString();
  }
}

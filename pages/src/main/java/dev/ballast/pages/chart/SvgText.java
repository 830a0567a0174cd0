package dev.ballast.pages.chart;

import java.util.Locale;

/// SVG while it is written. Names that a database carries go through [#escaped]. For one thread.
final class SvgText {
  private final StringBuilder svg = new StringBuilder(16 * 1024);

  /// Begins a picture whose title and description [#titles] writes; attributes may follow.
  SvgText open(String kind, String id, int width, int height) {
    return add("<svg class=\"")
        .add(kind)
        .add("\" viewBox=\"0 0 " + width + " " + height)
        .add("\" role=\"img\" aria-labelledby=\"" + id + "-t " + id + "-d\"");
  }

  SvgText titles(String id, String title, String finding) {
    add("<title id=\"" + id + "-t\">").escaped(title);
    return add("</title><desc id=\"" + id + "-d\">").escaped(finding).add("</desc>");
  }

  SvgText data(String name, String value) {
    return add(" data-" + name + "=\"").escaped(value).add("\"");
  }

  SvgText add(String markup) {
    svg.append(markup);
    return this;
  }

  SvgText number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return add(text.endsWith(".0") ? text.substring(0, text.length() - 2) : text);
  }

  SvgText line(String kind, double x1, double y1, double x2, double y2) {
    add("<line").kind(kind).add(" x1=\"").number(x1).add("\" y1=\"").number(y1);
    return add("\" x2=\"").number(x2).add("\" y2=\"").number(y2).add("\"/>");
  }

  SvgText rect(String kind, double x, double y, double width, double height) {
    add("<rect").kind(kind).add(" x=\"").number(x).add("\" y=\"").number(y);
    return add("\" width=\"").number(width).add("\" height=\"").number(height).add("\"/>");
  }

  SvgText text(String kind, double x, double y, String words) {
    add("<text").kind(kind).add(" x=\"").number(x).add("\" y=\"").number(y).add("\">");
    return escaped(words).add("</text>");
  }

  /// Text that is no markup, from whatever source.
  SvgText escaped(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> svg.append("&amp;");
        case '<' -> svg.append("&lt;");
        case '>' -> svg.append("&gt;");
        case '"' -> svg.append("&quot;");
        case '\'' -> svg.append("&#39;");
        default -> svg.append(c < ' ' ? ' ' : c);
      }
    }
    return this;
  }

  String close() {
    return svg.append("</svg>").toString();
  }

  private SvgText kind(String kind) {
    return kind.isEmpty() ? this : add(" class=\"" + kind + "\"");
  }
}

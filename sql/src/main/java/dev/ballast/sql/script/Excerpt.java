package dev.ballast.sql.script;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/// A text of which only some stretches are read, as where a tool keeps SQL behind marks at the
/// beginning of comments. Places stay those of the whole text. Immutable.
public final class Excerpt {
  private final SourceText source;
  private final List<Span> gaps;
  private final String shown;

  private Excerpt(SourceText source, List<Span> gaps, String shown) {
    this.source = source;
    this.gaps = gaps;
    this.shown = shown;
  }

  /// The stretches of a text that are read.
  ///
  /// @param stretches what is read, in the order it stands and without overlap; line ends between
  ///     them are read too
  public static Excerpt of(SourceText source, List<Span> stretches) {
    requireNonNull(source, "source is null");
    String text = source.text();
    List<Span> gaps = new ArrayList<>();
    char[] shown = text.toCharArray();
    int at = 0;
    for (Span stretch : stretches) {
      hide(shown, at, stretch.start(), gaps);
      at = stretch.end();
    }
    hide(shown, at, shown.length, gaps);
    return gaps.isEmpty()
        ? whole(source)
        : new Excerpt(source, List.copyOf(gaps), new String(shown));
  }

  static Excerpt whole(SourceText source) {
    return new Excerpt(source, List.of(), source.text());
  }

  private static void hide(char[] shown, int from, int to, List<Span> gaps) {
    if (from < to) {
      gaps.add(new Span(from, to));
    }
    for (int at = from; at < to; at++) {
      shown[at] = shown[at] == '\n' ? '\n' : ' ';
    }
  }

  SourceText source() {
    return source;
  }

  /// The text with spaces for what is not read.
  String shown() {
    return shown;
  }

  /// What is not read within a stretch.
  List<Span> gapsWithin(int start, int end) {
    int low = 0;
    int high = gaps.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (gaps.get(middle).end() <= start) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int from = low;
    while (low < gaps.size() && gaps.get(low).start() < end) {
      low++;
    }
    return gaps.subList(from, low);
  }
}

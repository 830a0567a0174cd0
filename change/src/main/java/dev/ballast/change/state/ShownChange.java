package dev.ballast.change.state;

import java.util.Optional;

/// Two values so that a person sees on one line where they differ.
final class ShownChange {
  private static final int SHORT = 100;
  private static final int BEFORE = 20;
  private static final int AFTER = 60;

  private ShownChange() {}

  static String of(Optional<String> from, Optional<String> to) {
    if (from.isEmpty() || to.isEmpty() || (isShort(from.get()) && isShort(to.get()))) {
      return shown(from, 0) + " -> " + shown(to, 0);
    }
    int start = Math.max(0, common(from.get(), to.get()) - BEFORE);
    return shown(from, start) + " -> " + shown(to, start);
  }

  private static boolean isShort(String text) {
    return text.length() <= SHORT;
  }

  private static String shown(Optional<String> value, int start) {
    if (value.isEmpty()) {
      return "(none)";
    }
    String text = value.get();
    if (text.isEmpty()) {
      return "(empty)";
    }
    int end = isShort(text) ? text.length() : Math.min(text.length(), start + BEFORE + AFTER);
    int begin = Math.min(start, end);
    String part = text.substring(begin, end).replaceAll("\\p{Cntrl}+\\s*", " ");
    return (begin > 0 ? "..." : "") + part + (end < text.length() ? "..." : "");
  }

  private static int common(String one, String other) {
    int at = 0;
    int end = Math.min(one.length(), other.length());
    while (at < end && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    return at;
  }
}

package dev.ballast.sql.script;

import static java.util.Objects.requireNonNull;

/// A comment of a script, with its marks: `-- ...` without its line's end, or `/* ... */`.
public record Comment(Span span, boolean block) {
  public Comment {
    requireNonNull(span, "span is null");
  }
}

package dev.ballast.observe.log.event;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// A message of PostgreSQL that means an event.
///
/// @param source the file of PostgreSQL's source that has it, below src/backend
/// @param format the text there
/// @param names of its placeholders
/// @param sample a message that a server wrote
/// @param parts what is read of its DETAIL or CONTEXT
public record KnownMessage(
    LogClass type,
    String source,
    String format,
    List<String> names,
    String sample,
    List<KnownPart> parts) {
  public KnownMessage {
    requireNonNull(type, "type is null");
    requireNonNull(source, "source is null");
    requireNonNull(format, "format is null");
    requireNonNull(sample, "sample is null");
    names = List.copyOf(names);
    parts = List.copyOf(parts);
  }

  /// A text that the DETAIL or CONTEXT of a message may hold.
  ///
  /// @param inContext whether it is the CONTEXT
  /// @param format the text in PostgreSQL's source
  /// @param names of its placeholders
  public record KnownPart(boolean inContext, String format, List<String> names) {
    public KnownPart {
      requireNonNull(format, "format is null");
      names = List.copyOf(names);
    }
  }
}

package dev.ballast.observe.log.event;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/// A message of PostgreSQL that means an event.
///
/// @param source the file of PostgreSQL's source that has it, below src/backend
/// @param format the text there
/// @param names of its placeholders
/// @param sample a message that a server wrote
/// @param only the text that one of its placeholders must be, where others mean something else
/// @param parts what is read of its DETAIL or CONTEXT
public record KnownMessage(
    LogClass type,
    String source,
    String format,
    List<String> names,
    String sample,
    Optional<Wanted> only,
    List<KnownPart> parts) {
  public KnownMessage {
    requireNonNull(type, "type is null");
    requireNonNull(source, "source is null");
    requireNonNull(format, "format is null");
    requireNonNull(sample, "sample is null");
    requireNonNull(only, "only is null");
    names = List.copyOf(names);
    parts = List.copyOf(parts);
  }

  /// What a placeholder must be.
  public record Wanted(String name, String text) {
    public Wanted {
      requireNonNull(name, "name is null");
      requireNonNull(text, "text is null");
    }
  }

  /// Whether a text of this format is the message, by what stands at its placeholders.
  boolean admits(List<String> values) {
    return only.map(wanted -> values.get(names.indexOf(wanted.name())).equals(wanted.text()))
        .orElse(true);
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

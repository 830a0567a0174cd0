package dev.ballast.report.server;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether a node could start with its configuration, and do all that it says.
///
/// @param parts in the order in which a node would start them
public record ServeCheckReport(List<Part> parts) implements Report {
  public ServeCheckReport {
    parts = List.copyOf(parts);
  }

  /// One part of a node.
  ///
  /// @param part what was checked, such as `vault main`
  /// @param detail what was found
  /// @param hint how it is fixed, where it is not sound
  public record Part(String part, boolean sound, String detail, Optional<String> hint) {
    public Part {
      requireNonNull(part, "part is null");
      requireNonNull(detail, "detail is null");
      requireNonNull(hint, "hint is null");
    }

    public static Part sound(String part, String detail) {
      return new Part(part, true, detail, Optional.empty());
    }

    public static Part unsound(String part, String detail, String hint) {
      return new Part(part, false, detail, Optional.of(hint));
    }

    public static Part unsound(String part, Fault fault) {
      return new Part(
          part,
          false,
          fault.getMessage() + fault.detail().map(d -> ": " + d).orElse(""),
          fault.hint());
    }
  }

  @Override
  public String schema() {
    return "serve-check/1";
  }

  /// Found, where a part is not sound.
  @Override
  public ExitCode exit() {
    return parts.stream().allMatch(Part::sound) ? ExitCode.DONE : ExitCode.FOUND;
  }

  @Override
  public void print(Page page) {
    page.table(
        List.of("PART", "STATE", "FOUND"),
        parts.stream().flatMap(part -> rows(part, page)).toList());
    for (Part part : parts) {
      part.hint().ifPresent(hint -> page.line(part.part() + ": " + hint));
    }
  }

  /// A row for each line of what was found.
  private static Stream<List<String>> rows(Part part, Page page) {
    String state = part.sound() ? page.style().green("sound") : page.style().red("NOT SOUND");
    List<String> lines = part.detail().lines().toList();
    return lines.isEmpty()
        ? Stream.of(List.of(part.part(), state, ""))
        : Stream.concat(
            Stream.of(List.of(part.part(), state, lines.getFirst())),
            lines.stream().skip(1).map(line -> List.of("", "", line)));
  }
}

package dev.ballast.report.server;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.util.List;
import java.util.Optional;

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
        parts.stream()
            .map(
                p ->
                    List.of(
                        p.part(),
                        p.sound() ? page.style().green("sound") : page.style().red("NOT SOUND"),
                        p.detail()))
            .toList());
    for (Part part : parts) {
      part.hint().ifPresent(hint -> page.line(part.part() + ": " + hint));
    }
  }
}

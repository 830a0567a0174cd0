package dev.ballast.evidence.json;

import dev.ballast.evidence.Nearest;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/// Why a document is not what was to be read, for who wrote it: by the keys of the document, and
/// without the types of Ballast that it would have become.
public final class Misread {
  private Misread() {}

  /// One sentence without a full stop.
  public static String why(JacksonException e) {
    return switch (e) {
      case UnrecognizedPropertyException unknown -> unknown(unknown);
      case ValueInstantiationException refused -> refused(refused);
      case MismatchedInputException ignored ->
          place(e) + " is missing, or not of the type that is expected";
      case StreamReadException ignored -> {
        TokenStreamLocation at = e.getLocation();
        yield "it is not JSON: line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
      }
      default -> place(e) + " is not what is expected";
    };
  }

  private static String unknown(UnrecognizedPropertyException e) {
    List<String> known = e.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
    return "there is no key \"%s\"%s"
        .formatted(
            e.getPropertyName(),
            Nearest.to(e.getPropertyName(), known)
                .map(near -> "; did you mean \"" + near + "\"?")
                .orElseGet(() -> "; known here: " + String.join(", ", known)));
  }

  /// What a record itself says of its components.
  private static String refused(ValueInstantiationException e) {
    boolean isOurs =
        e.getCause() instanceof IllegalArgumentException
            || e.getCause() instanceof NullPointerException;
    if (!isOurs) {
      return place(e) + " is not what is expected";
    }
    return (e.getPath().isEmpty() ? "" : place(e) + ": ") + e.getCause().getMessage();
  }

  private static String place(JacksonException e) {
    String path =
        e.getPath().stream()
            .map(
                part ->
                    part.getPropertyName() == null
                        ? "[" + part.getIndex() + "]"
                        : part.getPropertyName())
            .collect(Collectors.joining("."));
    return path.isEmpty() ? "the whole" : path;
  }
}

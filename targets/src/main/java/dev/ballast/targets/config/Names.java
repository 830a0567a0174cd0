package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Nearest;
import dev.ballast.targets.yaml.ScalarType;
import java.util.List;

/// Names that a configuration may refer to, and what is reported of another one. Immutable.
///
/// @param what one of them is, such as `target`
record Names(String what, List<String> all) {
  /// More than these are not listed where none of them is near.
  private static final int MOST_LISTED = 20;

  Names {
    requireNonNull(what, "what is null");
    all = List.copyOf(all);
  }

  /// One of them.
  ScalarType<String> type() {
    return ScalarType.text(
        "the name of a " + what,
        name -> {
          if (!all.contains(name)) {
            throw new IllegalArgumentException(
                "names \"%s\", which is no %s%s".formatted(name, what, hint(name)));
          }
          return name;
        });
  }

  /// That a name is none of them.
  String refuse(String name) {
    return "\"%s\" is no %s%s".formatted(name, what, hint(name));
  }

  private String hint(String name) {
    return Nearest.to(name, all)
        .map(near -> "; did you mean \"" + near + "\"?")
        .orElseGet(
            () ->
                all.isEmpty() || all.size() > MOST_LISTED
                    ? ""
                    : "; there is " + String.join(", ", all));
  }
}

package dev.ballast.secure.isolation;

import static java.util.Objects.requireNonNull;

/// Something that the login role reaches and that was not attacked, or not to the end.
///
/// @param object a relation or a routine
/// @param reason why not
public record Uncovered(String object, String reason) {
  public Uncovered {
    requireNonNull(object, "object is null");
    requireNonNull(reason, "reason is null");
  }
}

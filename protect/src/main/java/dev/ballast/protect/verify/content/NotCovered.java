package dev.ballast.protect.verify.content;

import static java.util.Objects.requireNonNull;

/// Something no digest was taken of, and why.
public record NotCovered(String object, String reason) {
  public NotCovered {
    requireNonNull(object, "object is null");
    requireNonNull(reason, "reason is null");
  }

  @Override
  public String toString() {
    return object + ": " + reason;
  }
}

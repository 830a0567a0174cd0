package dev.ballast.server.api;

import static java.util.Objects.requireNonNull;

/// Why something is to be done.
public record ReasonRequest(String reason) {
  public ReasonRequest {
    requireNonNull(reason, "reason is missing");
  }
}

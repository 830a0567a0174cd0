package dev.ballast.server.api;

import static java.util.Objects.requireNonNull;

/// Whose a ticket is to be.
public record OwnerRequest(String owner) {
  public OwnerRequest {
    requireNonNull(owner, "owner is missing");
  }
}

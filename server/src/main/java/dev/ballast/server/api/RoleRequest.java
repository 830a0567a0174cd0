package dev.ballast.server.api;

import static java.util.Objects.requireNonNull;

/// A role: `viewer`, `operator` or `admin`.
public record RoleRequest(String role) {
  public RoleRequest {
    requireNonNull(role, "role is missing");
  }
}

package dev.ballast.server.api;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.util.List;
import java.util.Optional;

/// A token to make.
///
/// @param name what it is for
/// @param scopes `read:metrics`, `read:api`, `operate`, `admin`
/// @param days how long it is good; empty until it is revoked
public record TokenRequest(String name, List<String> scopes, Optional<Integer> days) {
  public TokenRequest {
    requireNonNull(name, "name is missing");
    scopes = List.copyOf(requireNonNull(scopes, "scopes are missing"));
    // A request may leave it out.
    days = requireNonNullElse(days, Optional.empty());
  }
}

package dev.ballast.pages.access;

import static java.util.Objects.requireNonNull;

/// That a person came back from the provider with a session.
public record ArrivedPage(String user, String role) {
  public ArrivedPage {
    requireNonNull(user, "user is null");
    requireNonNull(role, "role is null");
  }
}

package dev.ballast.server.api;

import static java.util.Objects.requireNonNull;

/// That an application which uses a target was deployed.
///
/// @param what which one, and which version
public record DeploymentRequest(String what) {
  public DeploymentRequest {
    requireNonNull(what, "what is missing");
  }
}

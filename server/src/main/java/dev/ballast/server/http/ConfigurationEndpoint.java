package dev.ballast.server.http;

import dev.ballast.server.access.Need;
import dev.ballast.server.api.ReloadView;
import java.util.function.Supplier;

/// Reading the configuration again.
public final class ConfigurationEndpoint {
  private ConfigurationEndpoint() {}

  /// The endpoint, as declared.
  ///
  /// @param reload throws the faults of a file that does not come into force
  public static Endpoint of(Supplier<ReloadView> reload) {
    return Endpoint.post(
            "/api/v1/configuration/reload",
            Need.ADMIN,
            "Reads ballast.yaml again, without a restart")
        .answering(ReloadView.class, call -> reload.get());
  }
}

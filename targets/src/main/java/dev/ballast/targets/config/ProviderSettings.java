package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import dev.ballast.targets.secret.SecretReference;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Where people log in by OpenID Connect: the section `serve.provider`.
///
/// @param issuer as the provider's discovery document has it, character for character
/// @param clientSecret empty for a client that has none
/// @param address how browsers reach the node
/// @param groupsClaim the claim that lists a person's groups
public record ProviderSettings(
    URI issuer,
    String clientId,
    Optional<SecretReference> clientSecret,
    URI address,
    String groupsClaim,
    Groups groups) {
  static final String DEFAULT_GROUPS_CLAIM = "groups";

  public ProviderSettings {
    requireNonNull(issuer, "issuer is null");
    requireNonNull(clientId, "clientId is null");
    requireNonNull(clientSecret, "clientSecret is null");
    requireNonNull(address, "address is null");
    requireNonNull(groupsClaim, "groupsClaim is null");
    requireNonNull(groups, "groups is null");
  }

  /// Which groups of the provider have which role; a person in several has the highest, a person in
  /// none may not log in.
  public record Groups(List<String> viewers, List<String> operators, List<String> admins) {
    public Groups {
      viewers = List.copyOf(viewers);
      operators = List.copyOf(operators);
      admins = List.copyOf(admins);
    }

    /// Whether no group has a role.
    public boolean isEmpty() {
      return viewers.isEmpty() && operators.isEmpty() && admins.isEmpty();
    }
  }
}

package dev.ballast.targets.config;

import dev.ballast.targets.config.ProviderSettings.Groups;
import dev.ballast.targets.secret.SecretReference;
import dev.ballast.targets.yaml.ScalarType;
import dev.ballast.targets.yaml.Section;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/// Reads the section `serve.provider`. For one file.
final class ProviderReader {
  private static final ScalarType<URI> ADDRESS =
      ScalarType.text("an https URL", ProviderReader::address);
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final ScalarType<SecretReference> secret;

  ProviderReader(ScalarType<SecretReference> secret) {
    this.secret = secret;
  }

  Optional<ProviderSettings> read(Section section) {
    Optional<URI> issuer = section.required("issuer", ADDRESS);
    Optional<String> clientId = section.required("client-id", Values.NOT_BLANK);
    Optional<SecretReference> clientSecret = section.optional("client-secret", secret);
    Optional<URI> address = section.required("address", ADDRESS);
    String claim =
        section
            .optional("groups-claim", Values.NOT_BLANK)
            .orElse(ProviderSettings.DEFAULT_GROUPS_CLAIM);
    Groups groups =
        new Groups(
            section.values("viewers", Values.NOT_BLANK),
            section.values("operators", Values.NOT_BLANK),
            section.values("admins", Values.NOT_BLANK));
    if (groups.isEmpty() && !section.has("viewers") && !section.has("admins")) {
      section.missing("viewers");
    }
    section.done();
    return issuer.flatMap(
        i ->
            clientId.flatMap(
                c -> address.map(a -> new ProviderSettings(i, c, clientSecret, a, claim, groups))));
  }

  /// Codes and tokens go there, so nobody may read along.
  private static URI address(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("must be a URL", e);
    }
    boolean safe =
        "https".equals(uri.getScheme())
            || ("http".equals(uri.getScheme())
                && uri.getHost() != null
                && LOOPBACK.contains(uri.getHost()));
    if (!safe
        || uri.getHost() == null
        || uri.getQuery() != null
        || uri.getFragment() != null
        || uri.getUserInfo() != null) {
      throw new IllegalArgumentException("must be https://HOST[:PORT][/PATH], or http on loopback");
    }
    return uri;
  }
}

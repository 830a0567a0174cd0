package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import dev.ballast.targets.secret.SecretReference;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// Where tickets are copied to: the section `tickets.sync`.
///
/// @param rootCertificate PEM file of the authority that is trusted, instead of the JVM's
public record TicketSync(Tracker tracker, Optional<Path> rootCertificate) {
  public TicketSync {
    requireNonNull(tracker, "tracker is null");
    requireNonNull(rootCertificate, "rootCertificate is null");
  }

  /// What keeps work.
  public sealed interface Tracker {
    /// Unlike that of any other tracker, and without a secret.
    String name();
  }

  /// Issues of a repository, compared in both directions.
  ///
  /// @param repository its owner and name
  /// @param api where the REST API is
  public record GitHub(String repository, SecretReference token, URI api) implements Tracker {
    public static final URI USUAL = URI.create("https://api.github.com");

    public GitHub {
      requireNonNull(repository, "repository is null");
      requireNonNull(token, "token is null");
      requireNonNull(api, "api is null");
    }

    @Override
    public String name() {
      return api.equals(USUAL)
          ? "github:" + repository
          : "github:" + api.getAuthority() + "/" + repository;
    }
  }

  /// A program that gets a message about each step.
  public record Webhook(URI url, Optional<SecretReference> signature) implements Tracker {
    public Webhook {
      requireNonNull(url, "url is null");
      requireNonNull(signature, "signature is null");
    }

    @Override
    public String name() {
      return "webhook:" + url.getAuthority() + url.getPath();
    }
  }
}

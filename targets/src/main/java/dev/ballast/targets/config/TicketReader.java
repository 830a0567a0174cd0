package dev.ballast.targets.config;

import dev.ballast.targets.secret.SecretReference;
import dev.ballast.targets.yaml.ScalarType;
import dev.ballast.targets.yaml.Section;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads the section `tickets`.
final class TicketReader {
  private static final ScalarType<Duration> DUE = Values.duration("1h", "365d");

  private static final ScalarType<URI> URL = ScalarType.text("a URL", RouteReader::url);
  private static final ScalarType<String> REPOSITORY =
      ScalarType.text("a repository", TicketReader::repository);

  private final ScalarType<Path> path;
  private final ScalarType<SecretReference> secret;
  private final ScalarType<String> target;
  private final ScalarType<String> check;

  /// @param targets that are declared
  TicketReader(
      ScalarType<Path> path,
      ScalarType<SecretReference> secret,
      Names targets,
      KnownChecks checks) {
    this.path = path;
    this.secret = secret;
    this.target = targets.type();
    this.check = checks.names().map(Names::type).orElse(Values.NOT_BLANK);
  }

  TicketSettings read(Section section) {
    List<OwnerRule> owners = new ArrayList<>();
    for (Section rule : section.items("owners")) {
      rule(rule).ifPresent(owners::add);
    }
    TicketSettings settings =
        new TicketSettings(
            section.optional("due", DUE).orElse(TicketSettings.DEFAULTS.due()),
            owners,
            section.optional("owner", Values.NOT_BLANK),
            section.section("sync").flatMap(this::sync));
    section.done();
    return settings;
  }

  private Optional<TicketSync> sync(Section section) {
    Optional<TicketSync> gitHub = section.section("github").flatMap(this::gitHub);
    Optional<TicketSync> webhook = section.section("webhook").flatMap(this::webhook);
    if (section.has("github") == section.has("webhook")) {
      if (section.has("github")) {
        section.reject("webhook", "tickets are copied to one tracker: github or webhook");
      } else {
        section.missing("github");
      }
    }
    section.done();
    return gitHub.or(() -> webhook);
  }

  private Optional<TicketSync> gitHub(Section section) {
    Optional<String> repository = section.required("repository", REPOSITORY);
    Optional<SecretReference> token = section.required("token", secret);
    Optional<URI> api = section.optional("api-url", URL);
    RouteReader.safe(section, api, "token", token);
    Optional<Path> root = section.optional("root-certificate", path);
    section.done();
    return repository.flatMap(
        name ->
            token.map(
                reference ->
                    new TicketSync(
                        new TicketSync.GitHub(name, reference, api.orElse(TicketSync.GitHub.USUAL)),
                        root)));
  }

  private Optional<TicketSync> webhook(Section section) {
    Optional<URI> url = section.required("url", URL);
    Optional<SecretReference> signature = section.optional("signature-key", secret);
    Optional<Path> root = section.optional("root-certificate", path);
    section.done();
    return url.map(u -> new TicketSync(new TicketSync.Webhook(u, signature), root));
  }

  private static String repository(String text) {
    if (!text.matches("[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}")
        || text.endsWith("/.")
        || text.endsWith("/..")) {
      throw new IllegalArgumentException("must be an owner and a name such as acme/shop");
    }
    return text;
  }

  private Optional<OwnerRule> rule(Section section) {
    Optional<String> owner = section.required("owner", Values.NOT_BLANK);
    Optional<String> ofTarget = section.optional("target", target);
    Optional<String> ofCheck = section.optional("check", check);
    Optional<String> database = section.optional("database", Values.NOT_BLANK);
    Optional<String> schema = section.optional("schema", Values.NOT_BLANK);
    Optional<String> application = section.optional("application", Values.NOT_BLANK);
    Optional<OwnerRule> rule =
        owner.map(name -> new OwnerRule(name, ofTarget, ofCheck, database, schema, application));
    if (Stream.of("target", "check", "database", "schema", "application").noneMatch(section::has)
        && section.has("owner")) {
      section.reject("owner", "a rule that fits every ticket is tickets.owner");
    }
    section.done();
    return rule;
  }
}

package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.evidence.Nearest;
import dev.ballast.targets.ProcessEnvironment;
import dev.ballast.targets.TargetsError;
import dev.ballast.targets.yaml.YamlFile;
import dev.ballast.targets.yaml.YamlProblems;
import dev.ballast.targets.yaml.YamlProblems.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A whole `ballast.yaml`, right in every part.
///
/// @param vaults in the order of the file
/// @param targets in the order of the file
/// @param change how migrations are checked
/// @param serve how a node runs
/// @param poolers in the order of the file
/// @param tickets whose tickets are
/// @param alerts when checks raise alerts, and whom to notify of them
public record Configuration(
    Path file,
    List<VaultDeclaration> vaults,
    List<Target> targets,
    ChangeSettings change,
    ServeSettings serve,
    List<Pooler> poolers,
    TicketSettings tickets,
    AlertSettings alerts) {
  /// The variable that names the file where no option does.
  public static final String VARIABLE = "BALLAST_CONFIG";

  private static final String FILE_NAME = "ballast.yaml";

  /// The file that is found from any folder and by any user.
  public static final Path OF_THE_HOST = Path.of("/etc/ballast").resolve(FILE_NAME);

  public Configuration {
    requireNonNull(file, "file is null");
    vaults = List.copyOf(vaults);
    targets = List.copyOf(targets);
    requireNonNull(change, "change is null");
    requireNonNull(serve, "serve is null");
    poolers = List.copyOf(poolers);
    requireNonNull(tickets, "tickets is null");
    requireNonNull(alerts, "alerts is null");
  }

  /// The file that applies: `option`, else the one `BALLAST_CONFIG` names, else the first that
  /// exists of `./ballast.yaml`, `~/.config/ballast/ballast.yaml` and `/etc/ballast/ballast.yaml`.
  /// Empty where none of the latter exists. Fault `configuration-missing` where a named file does
  /// not exist.
  public static Optional<Path> find(Optional<Path> option) {
    return find(option, ProcessEnvironment.ofThisProcess());
  }

  static Optional<Path> find(Optional<Path> option, ProcessEnvironment environment) {
    Optional<Path> named = option.or(() -> environment.variable(VARIABLE).map(Path::of));
    if (named.isEmpty()) {
      return usualPlaces(environment).filter(Files::exists).findFirst();
    }
    Path path = environment.workingDirectory().resolve(named.get());
    if (!Files.exists(path)) {
      throw Fault.of(TargetsError.CONFIGURATION_MISSING, "there is no file " + named.get())
          .hint(
              option.isPresent()
                  ? "Check the path after --config."
                  : "Check the path in the variable " + VARIABLE + ".");
    }
    return Optional.of(path);
  }

  /// Where a file is found that nobody named: `./ballast.yaml`.
  public static Path inWorkingFolder() {
    return ProcessEnvironment.ofThisProcess().workingDirectory().resolve(FILE_NAME);
  }

  /// Whether a file is named, by `option` or by `BALLAST_CONFIG`.
  public static boolean isNamed(Optional<Path> option) {
    return option
        .or(() -> ProcessEnvironment.ofThisProcess().variable(VARIABLE).map(Path::of))
        .isPresent();
  }

  /// Finds and reads the file. Faults: `configuration-missing`, `configuration-invalid`.
  ///
  /// @param checks that there are
  public static Configuration load(Optional<Path> option, KnownChecks checks) {
    return load(option, ProcessEnvironment.ofThisProcess(), checks);
  }

  /// The same for who does not need what the file says about checks.
  public static Configuration load(Optional<Path> option) {
    return load(option, KnownChecks.ANY);
  }

  static Configuration load(Optional<Path> option, ProcessEnvironment environment) {
    return load(option, environment, KnownChecks.ANY);
  }

  private static Configuration load(
      Optional<Path> option, ProcessEnvironment environment, KnownChecks checks) {
    return find(option, environment)
        .map(
            file ->
                parse(
                    file,
                    bytes(file),
                    environment,
                    ConfigurationTrust.of(file, option, environment),
                    checks))
        .orElseThrow(
            () ->
                Fault.of(TargetsError.CONFIGURATION_MISSING, "there is no ballast.yaml")
                    .detail(
                        "looked for "
                            + usualPlaces(environment)
                                .map(Path::toString)
                                .collect(Collectors.joining(", ")))
                    .hint("Name the file with --config, or a target by its URL."));
  }

  /// Reads the file. Fault `configuration-invalid`, whose detail has one line for each fault:
  /// `ballast.yaml:12:5: ...`.
  ///
  /// @param checks that there are
  public static Configuration read(Path file, KnownChecks checks) {
    return parse(
        file, bytes(file), ProcessEnvironment.ofThisProcess(), ConfigurationTrust.NAMED, checks);
  }

  /// The same for who does not need what the file says about checks.
  public static Configuration read(Path file) {
    return read(file, KnownChecks.ANY);
  }

  static Configuration read(Path file, ProcessEnvironment environment) {
    return parse(file, bytes(file), environment, ConfigurationTrust.NAMED, KnownChecks.ANY);
  }

  /// A file's text as it was at another time, such as in an earlier commit. Its paths start where
  /// the file is; none of its secrets is given out.
  public static Configuration parse(Path file, String text) {
    return parse(
        file,
        text.getBytes(StandardCharsets.UTF_8),
        ProcessEnvironment.ofThisProcess(),
        ConfigurationTrust.FOREIGN,
        KnownChecks.ANY);
  }

  private static Configuration parse(
      Path file,
      byte[] text,
      ProcessEnvironment environment,
      ConfigurationTrust trust,
      KnownChecks checks) {
    YamlProblems problems = new YamlProblems();
    Path folder = file.toAbsolutePath().normalize().getParent();
    ProcessEnvironment there =
        new ProcessEnvironment(
            environment.variables(),
            environment.home(),
            folder == null ? environment.workingDirectory() : folder,
            environment.user());
    Optional<Configuration> read =
        YamlFile.read(text, problems)
            .map(root -> new ConfigurationReader(there, file, trust, checks).read(file, root));
    if (read.isPresent() && problems.isEmpty()) {
      return read.get();
    }
    List<Problem> found = problems.inOrder();
    throw Fault.of(
            TargetsError.CONFIGURATION_INVALID,
            "%s has %s".formatted(file, found.size() == 1 ? "a fault" : found.size() + " faults"))
        .detail(
            found.stream()
                .map(
                    p ->
                        "%s:%d:%d: %s"
                            .formatted(file.getFileName(), p.line(), p.column(), p.message()))
                .collect(Collectors.joining("\n")))
        .hint("Every key is explained in docs/reference/configuration.md.");
  }

  /// The declared target of that name. Fault: `target-unknown`.
  public Target target(String name) {
    return targets.stream()
        .filter(target -> target.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                unknown(
                    TargetsError.TARGET_UNKNOWN,
                    "target",
                    name,
                    targets.stream().map(Target::name).toList()));
  }

  /// The declared vault of that name. Fault: `vault-unknown`.
  public VaultDeclaration vault(String name) {
    return vaults.stream()
        .filter(vault -> vault.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                unknown(
                    TargetsError.VAULT_UNKNOWN,
                    "vault",
                    name,
                    vaults.stream().map(VaultDeclaration::name).toList()));
  }

  private Fault unknown(TargetsError code, String what, String name, List<String> known) {
    return Fault.of(code, "%s names no %s \"%s\"".formatted(file, what, name))
        .hint(
            Nearest.to(name, known)
                .map(near -> "Did you mean " + near + "?")
                .orElseGet(
                    () ->
                        known.isEmpty()
                            ? "None is configured."
                            : "Configured are " + String.join(", ", known) + "."));
  }

  private static Stream<Path> usualPlaces(ProcessEnvironment environment) {
    return Stream.of(
        environment.workingDirectory().resolve(FILE_NAME),
        environment.home().resolve(".config/ballast").resolve(FILE_NAME),
        OF_THE_HOST);
  }

  private static byte[] bytes(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(YamlFile.MAX_BYTES + 1);
    } catch (ClosedByInterruptException e) {
      throw CommonError.interrupted("reading the configuration");
    } catch (IOException e) {
      throw Fault.of(TargetsError.CONFIGURATION_MISSING, "the file " + file + " cannot be read")
          .detail(IoReason.withoutFile(e))
          .hint("Check its permissions.")
          .cause(e);
    }
  }
}

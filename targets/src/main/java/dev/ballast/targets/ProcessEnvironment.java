package dev.ballast.targets;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What a process inherits from where it was started, as a value, so that a test can choose it.
///
/// @param variables the environment variables
/// @param user the operating system's name for who runs the process
public record ProcessEnvironment(
    Map<String, String> variables, Path home, Path workingDirectory, String user) {
  public ProcessEnvironment {
    variables = Map.copyOf(variables);
    requireNonNull(home, "home is null");
    requireNonNull(workingDirectory, "workingDirectory is null");
    requireNonNull(user, "user is null");
  }

  /// `HOME` goes before the user database's entry, as in libpq since 15.
  public static ProcessEnvironment ofThisProcess() {
    Map<String, String> variables = System.getenv();
    String home = variables.getOrDefault("HOME", "");
    return new ProcessEnvironment(
        variables,
        Path.of(home.isEmpty() ? System.getProperty("user.home") : home),
        Path.of("").toAbsolutePath(),
        System.getProperty("user.name"));
  }

  /// The variable's value; empty where it is not set, and where it is set to nothing.
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  /// `path` with a leading `~/` replaced by the home folder, and made absolute against `base`.
  public Path resolve(Path base, String path) {
    String expanded = path.startsWith("~/") ? home.resolve(path.substring(2)).toString() : path;
    return base.resolve(expanded).toAbsolutePath().normalize();
  }

  /// Names of variables only: their values may be secrets.
  @Override
  public String toString() {
    return "Surroundings[variables=" + variables.keySet() + ", home=" + home + "]";
  }
}

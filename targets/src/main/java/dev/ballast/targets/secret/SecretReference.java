package dev.ballast.targets.secret;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.server.ExternalCommand;
import dev.ballast.targets.Surroundings;
import dev.ballast.targets.TargetsError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Where a secret is found. Printing a reference is harmless; only [#resolve()] touches the secret.
public sealed interface SecretReference {
  /// A command that prints a secret gets this long, then it is stopped.
  Duration COMMAND_TIMEOUT = Duration.ofSeconds(10);

  /// A file, readable by its owner only.
  record InFile(Path path) implements SecretReference {
    public InFile {
      requireNonNull(path, "path is null");
    }
  }

  /// An environment variable.
  record InVariable(String name) implements SecretReference {
    public InVariable {
      requireNonNull(name, "name is null");
    }
  }

  /// A program and its arguments; its standard output is the secret. No shell is involved.
  record FromCommand(List<String> words) implements SecretReference {
    public FromCommand {
      words = List.copyOf(words);
    }
  }

  /// Reads `file:PATH`, `env:NAME` or `command:PROGRAM ARGUMENTS`. A `PATH` may begin with `~/`.
  ///
  /// The fault never repeats the text, for it may be a secret that was written where its reference
  /// belongs.
  static SecretReference parse(String text) {
    return parse(text, Surroundings.ofThisProcess());
  }

  /// As [#parse(String)]; a relative `PATH` is taken from the working directory of `surroundings`.
  static SecretReference parse(String text, Surroundings surroundings) {
    int colon = text.indexOf(':');
    String rest = text.substring(colon + 1).strip();
    String scheme = colon < 0 || rest.isEmpty() ? "" : text.substring(0, colon);
    return switch (scheme) {
      case "file" -> new InFile(surroundings.resolve(surroundings.workingDirectory(), rest));
      case "env" -> variable(rest);
      case "command" -> new FromCommand(Words.split(rest));
      default ->
          throw Fault.of(
                  TargetsError.SECRET_REFERENCE_INVALID,
                  "a secret is given by reference: env:NAME, file:PATH or command:PROGRAM ARGUMENTS")
              .hint("Put the secret into a file with mode 0600 and write file: and its path.");
    };
  }

  private static InVariable variable(String name) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw Fault.of(
          TargetsError.SECRET_REFERENCE_INVALID,
          "env: is followed by the name of a variable: letters, digits and underscores");
    }
    return new InVariable(name);
  }

  /// The secret, without one trailing line end. Faults: `secret-missing`, `secret-exposed`,
  /// `secret-command-failed`.
  default String resolve() {
    return resolve(Surroundings.ofThisProcess());
  }

  default String resolve(Surroundings surroundings) {
    String secret =
        switch (this) {
          case InFile(Path path) -> SecretFile.read(path);
          case InVariable(String name) -> surroundings.variable(name).orElse("");
          case FromCommand(List<String> words) -> output(words);
        };
    String trimmed = withoutLineEnd(secret);
    if (trimmed.isEmpty()) {
      throw Fault.of(TargetsError.SECRET_MISSING, "there is no secret at " + display())
          .hint(
              switch (this) {
                case InFile(Path path) -> "Write the secret into " + path + ".";
                case InVariable(String name) ->
                    "Set the variable " + name + " where ballast is started.";
                case FromCommand(List<String> words) ->
                    "The command " + words.getFirst() + " must print the secret.";
              });
    }
    return trimmed;
  }

  /// The reference for messages. A command's arguments are left out, for one may be a token.
  default String display() {
    return switch (this) {
      case InFile(Path path) -> "file:" + path;
      case InVariable(String name) -> "env:" + name;
      case FromCommand(List<String> words) -> "command:" + words.getFirst();
    };
  }

  private static String output(List<String> words) {
    try {
      return new String(ExternalCommand.run(words, COMMAND_TIMEOUT), StandardCharsets.UTF_8);
    } catch (Fault e) {
      if (e.code() != PostgresError.COMMAND_FAILED) {
        throw e;
      }
      throw Fault.of(
              TargetsError.SECRET_COMMAND_FAILED,
              "the command that prints a secret failed: " + words.getFirst())
          .detail(e.detail().orElse(e.getMessage()))
          .hint("Run the command by hand as the user that runs ballast.")
          .cause(e);
    }
  }

  private static String withoutLineEnd(String text) {
    if (text.endsWith("\r\n")) {
      return text.substring(0, text.length() - 2);
    }
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}

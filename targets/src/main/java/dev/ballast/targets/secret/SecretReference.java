package dev.ballast.targets.secret;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.machine.MachineError;
import dev.ballast.targets.ProcessEnvironment;
import dev.ballast.targets.TargetsError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Where a secret is found. Printing a reference is harmless; only [#resolve()] touches the secret.
public sealed interface SecretReference {
  /// A command that prints a secret gets this long, then it is stopped.
  Duration COMMAND_TIMEOUT = Duration.ofSeconds(10);

  /// What the program of a `command:` gets of Ballast's environment, beside those that begin with
  /// one of [#INHERITED_PREFIXES].
  Set<String> INHERITED =
      Set.of(
          "PATH",
          "HOME",
          "USER",
          "LOGNAME",
          "TMPDIR",
          "SSH_AUTH_SOCK",
          "GNUPGHOME",
          "DBUS_SESSION_BUS_ADDRESS",
          "PASSWORD_STORE_DIR");

  List<String> INHERITED_PREFIXES =
      List.of("LC_", "XDG_", "VAULT_", "AWS_", "AZURE_", "CLOUDSDK_", "GOOGLE_", "OP_", "BWS_");

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

  /// What a configuration asks for that nobody named: it is not looked at.
  ///
  /// @param wanted the reference as [#display] has it
  /// @param file the configuration
  record Withheld(String wanted, Path file) implements SecretReference {
    public Withheld {
      requireNonNull(wanted, "wanted is null");
      requireNonNull(file, "file is null");
    }
  }

  /// Reads `file:PATH`, `env:NAME` or `command:PROGRAM ARGUMENTS`. A `PATH` may begin with `~/`.
  ///
  /// The fault never repeats the text, for it may be a secret that was written where its reference
  /// belongs.
  static SecretReference parse(String text) {
    return parse(text, ProcessEnvironment.ofThisProcess());
  }

  /// As [#parse(String)]; a relative `PATH` is taken from the working directory of `surroundings`.
  static SecretReference parse(String text, ProcessEnvironment environment) {
    int colon = text.indexOf(':');
    String rest = text.substring(colon + 1).strip();
    String scheme = colon < 0 || rest.isEmpty() ? "" : text.substring(0, colon);
    return switch (scheme) {
      case "file" -> new InFile(environment.resolve(environment.workingDirectory(), rest));
      case "env" -> variable(rest);
      case "command" -> new FromCommand(CommandWords.split(rest));
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
  /// `secret-withheld`, `secret-command-failed`.
  default String resolve() {
    return resolve(ProcessEnvironment.ofThisProcess());
  }

  default String resolve(ProcessEnvironment environment) {
    String secret =
        switch (this) {
          case InFile(Path path) -> SecretFile.read(path);
          case InVariable(String name) -> environment.variable(name).orElse("");
          case FromCommand(List<String> words) -> output(words);
          case Withheld withheld -> throw withheld(withheld);
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
                case Withheld withheld -> throw withheld(withheld);
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
      case Withheld(String wanted, Path file) -> wanted;
    };
  }

  private static Fault withheld(Withheld reference) {
    return Fault.of(
            TargetsError.SECRET_WITHHELD,
            "%s requests the secret %s, but that file was not named explicitly"
                .formatted(reference.file(), reference.wanted()))
        .detail(
            "a file found in the working folder may have come with someone else's sources: it would"
                + " choose which program runs, and to which server a secret is sent")
        .hint("If the file is yours, name it: --config " + reference.file());
  }

  private static String output(List<String> words) {
    try {
      // A program that the operator chose, so it may be set-user-ID; a stranger's secrets, such as
      // the vault's key, are not for it.
      return new String(
          ExternalCommand.of(words)
              .inheriting(SecretReference::isInherited)
              .mayGainPrivileges()
              .run(COMMAND_TIMEOUT),
          StandardCharsets.UTF_8);
    } catch (Fault e) {
      if (e.code() != MachineError.COMMAND_FAILED) {
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

  /// What the usual stores of secrets find their user, their server and their session by; see
  /// docs/reference/environment.md.
  private static boolean isInherited(String variable) {
    return INHERITED.contains(variable)
        || INHERITED_PREFIXES.stream().anyMatch(variable::startsWith);
  }

  private static String withoutLineEnd(String text) {
    if (text.endsWith("\r\n")) {
      return text.substring(0, text.length() - 2);
    }
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}

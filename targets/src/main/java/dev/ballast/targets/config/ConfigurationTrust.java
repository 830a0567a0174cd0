package dev.ballast.targets.config;

import dev.ballast.targets.ProcessEnvironment;
import dev.ballast.targets.secret.SecretReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// How a configuration came to be read, and so which secrets it gets. It names programs, variables
/// and files on one side and a server to send them to on the other, so anyone who writes it can
/// have all of them.
enum ConfigurationTrust {
  /// By an option or a variable, or found where only this machine's users write: every secret.
  NAMED,
  /// In the working folder, which is no checked-out tree: files and variables, but no program.
  FOUND,
  /// In the working folder of a checked-out tree or of a build server, or in another commit: none.
  FOREIGN;

  static ConfigurationTrust of(Path file, Optional<Path> option, ProcessEnvironment environment) {
    boolean named = option.isPresent() || environment.variable(Configuration.VARIABLE).isPresent();
    Path folder = environment.workingDirectory();
    if (named || !folder.resolve(file).getParent().equals(folder)) {
      return NAMED;
    }
    return environment.variable("CI").isPresent() || isCheckedOut(folder) ? FOREIGN : FOUND;
  }

  /// The reference, or what stands for it where it is not followed.
  SecretReference allowed(SecretReference reference, Path file) {
    boolean given =
        switch (this) {
          case NAMED -> true;
          case FOUND -> !(reference instanceof SecretReference.FromCommand);
          case FOREIGN -> false;
        };
    return given ? reference : new SecretReference.Withheld(reference.display(), file);
  }

  private static boolean isCheckedOut(Path folder) {
    for (Path each = folder.toAbsolutePath().normalize(); each != null; each = each.getParent()) {
      if (Files.exists(each.resolve(".git"))) {
        return true;
      }
    }
    return false;
  }
}

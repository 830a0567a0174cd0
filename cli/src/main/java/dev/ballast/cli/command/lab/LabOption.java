package dev.ballast.cli.command.lab;

import dev.ballast.cli.frame.Console;
import dev.ballast.lab.clone.Lab;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// `--lab`, for every command that uses clones.
public final class LabOption {
  @Option(
      names = "--lab",
      paramLabel = "<folder>",
      order = 90,
      description =
          "Where the clones are: a folder of this user's alone, best on XFS or Btrfs, where a copy"
              + " shares its blocks with the clone. Default: the folder lab in Ballast's state"
              + " folder.")
  private Optional<Path> folder = Optional.empty();

  public Lab open(Console console) {
    return Lab.in(
        folder.map(f -> f.toAbsolutePath().normalize()).orElseGet(Lab::defaultFolder),
        console.clock());
  }

  /// The same, after what killed commands left and expired clones were removed and reported.
  Lab swept(Console console) {
    Lab lab = open(console);
    sweep(lab, console);
    return lab;
  }

  public static void sweep(Lab lab, Console console) {
    lab.sweep().lines().forEach(console::insist);
  }
}

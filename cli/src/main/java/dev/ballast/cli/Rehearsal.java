package dev.ballast.cli;

import dev.ballast.cli.frame.Terminal;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.rules.catalogue.AllRules;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.RulePage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What packaging runs once, so that the JVM's start-up cache holds the classes of the usual calls.
final class Rehearsal {
  private static final List<String> CALLS =
      List.of(
          "--version", "--help", "version", "version --output json", "backup run --help", "oops");

  /// Often enough that the compiler's profiles, which the cache keeps, tell hot from cold.
  private static final int CHECKS = 5;

  /// Says in the log of packaging that the cache is whole.
  static final String WITH_A_SERVER = "rehearsed with a server";

  private Rehearsal() {}

  public static void main(String[] args) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true);
    Terminal terminal = new Terminal(nowhere, nowhere, false, false, Map.of(), Clock.system());
    new Interruption()
        .guard(
            () -> {
              for (String call : CALLS) {
                Main.run(new RootCommand(), List.of(call.split(" ", -1)), terminal);
              }
              check(terminal);
              return recover(terminal);
            });
  }

  /// Some machines run no server of Ballast's: the cache then knows less, which its log says.
  private static int recover(Terminal terminal) {
    try {
      new RecoveryRehearsal(terminal, terminal.clock()).run();
      System.out.println(WITH_A_SERVER);
      return 0;
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      System.err.println("rehearsed without a server: " + fault.getMessage());
      return ExitCode.PRECONDITION.status();
    }
  }

  /// Checks the scripts of all rules, so that the cache knows the parser, the tree and the rules:
  /// as files, and as the folder of a tool; in the forms that build servers ask for.
  private static int check(Terminal terminal) {
    try {
      Path folder = Files.createTempDirectory("ballast-rehearsal");
      try {
        List<String> files = new ArrayList<>();
        for (Rule rule : AllRules.catalogue().rules()) {
          Path script = folder.resolve("V" + (files.size() + 1) + "__" + rule.id() + ".sql");
          Files.writeString(script, RulePage.resource(rule.id(), "fires.sql"));
          files.add(script.toString());
        }
        for (int i = 0; i < CHECKS; i++) {
          check(terminal, files);
          check(terminal, List.of("--quiet", folder.toString()));
        }
        check(terminal, List.of("--output", "json", folder.toString()));
        check(terminal, List.of("--report", "sarif", folder.toString()));
        return 0;
      } finally {
        try (Stream<Path> files = Files.list(folder)) {
          for (Path file : files.toList()) {
            Files.delete(file);
          }
        }
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(Terminal terminal, List<String> arguments) {
    List<String> call = new ArrayList<>(List.of("change", "check"));
    call.addAll(arguments);
    Main.run(new RootCommand(), call, terminal);
  }
}

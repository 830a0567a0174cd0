package dev.ballast.cli.command.change;

import static java.util.Objects.requireNonNull;

import dev.ballast.report.protect.ShellWord;
import dev.ballast.sql.script.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/// A command line as it was typed, to be typed again.
record TypedCommand(CommandSpec spec) {
  /// What only says how the result is shown.
  private static final Set<String> SHOWING = Set.of("--no-color", "-q", "--quiet");

  private static final Set<String> SHOWING_WITH_VALUE = Set.of("--output", "--report");

  TypedCommand {
    requireNonNull(spec, "spec is null");
  }

  /// The same command from the same folder.
  String again() {
    List<String> all = spec.commandLine().getParseResult().originalArgs();
    List<String> words = new ArrayList<>(List.of("ballast", "change", spec.name()));
    List<String> typed = all.subList(all.indexOf(spec.name()) + 1, all.size());
    for (int i = 0; i < typed.size(); i++) {
      String word = typed.get(i);
      if (SHOWING_WITH_VALUE.contains(word)) {
        i++;
      } else if (!SHOWING.contains(word)
          && SHOWING_WITH_VALUE.stream().noneMatch(option -> word.startsWith(option + "="))) {
        words.add(ShellWord.of(SqlText.of(word).withoutPasswords()));
      }
    }
    return String.join(" ", words);
  }
}

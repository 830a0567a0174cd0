package dev.ballast.migrations.git;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.migrations.MigrationsError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Asks git about a tree that somebody else wrote: its settings and attributes name programs, and
/// none of them is run. Immutable.
///
/// What is switched off: monitors of the file system, hooks, the pager, external differences and
/// text conversions, filters that the repository itself defines, fetching what is missing, and
/// folders that only look like a repository (`HEAD`, `config` and `objects` among the files).
final class Git {
  /// A diff of names on a large repository takes seconds, not minutes.
  static final Duration TIMEOUT = Duration.ofSeconds(60);

  /// What git finds its programs and the user's own configuration by.
  private static final Set<String> INHERITED = Set.of("PATH", "HOME", "XDG_CONFIG_HOME");

  private static final List<String> OFF =
      List.of(
          "core.fsmonitor=false",
          "core.hooksPath=/dev/null",
          "core.pager=cat",
          "core.sshCommand=false",
          "core.gitProxy=",
          "credential.helper=",
          "safe.bareRepository=explicit",
          "protocol.allow=never",
          "protocol.ssh.allow=never",
          "protocol.git.allow=never",
          "protocol.http.allow=never",
          "protocol.https.allow=never",
          "protocol.file.allow=never",
          "protocol.ext.allow=never",
          "protocol.fd.allow=never");

  private final Path folder;
  private final String range;
  private final List<String> filters;

  /// @param range what is asked about, for messages
  Git(Path folder, String range) {
    if (range.isBlank() || range.startsWith("-")) {
      throw Fault.of(
              MigrationsError.SOURCE_REQUEST_INVALID, "range '" + range + "' is none of git's")
          .hint("Write it like main..HEAD or origin/main...");
    }
    this.folder = folder;
    this.range = range;
    this.filters =
        ownFilters(run(List.of(), List.of("config", "--null", "--show-scope", "--list")));
  }

  /// What git prints. Fault `source-request-invalid` where it fails.
  String ask(List<String> words) {
    return run(filters, words);
  }

  /// Differences as they are, by no program of the repository's choice, and of each file as text,
  /// whatever its attributes say of it.
  String differences(List<String> options, List<String> what) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "diff",
                "--text",
                "--no-color",
                "--no-relative",
                "--no-ext-diff",
                "--no-textconv",
                "--ignore-submodules=all"));
    words.addAll(options);
    words.addAll(what);
    return ask(words);
  }

  /// The root of the working tree.
  Path root() {
    return Path.of(withoutLineEnd(ask(List.of("rev-parse", "--show-toplevel"))));
  }

  /// Whether it is a commit that is here.
  boolean knows(String revision) {
    try {
      ask(List.of("rev-parse", "--verify", "--quiet", revision + "^{commit}"));
      return true;
    } catch (Fault e) {
      CommonError.rethrowInterrupt(e);
      return false;
    }
  }

  /// The name in full, where it is a branch's. By itself git prefers a tag, and a local branch to
  /// that of a remote: anyone who may push a tag `origin/main` would choose what is compared.
  String branch(String name) {
    return Stream.of("refs/remotes/", "refs/heads/")
        .map(prefix -> prefix + name)
        .filter(this::knows)
        .findFirst()
        .orElse(name);
  }

  /// A range with the names of branches in full.
  String withBranches(String asked) {
    int dots = asked.indexOf("..");
    if (dots < 0) {
      return branch(asked);
    }
    int right = dots + (asked.startsWith("...", dots) ? 3 : 2);
    return end(asked.substring(0, dots))
        + asked.substring(dots, right)
        + end(asked.substring(right));
  }

  private String end(String name) {
    return name.isEmpty() ? name : branch(name);
  }

  private static String withoutLineEnd(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  /// The settings that empty each filter of the repository's own configuration; those of the user
  /// are the user's own choice.
  private static List<String> ownFilters(String listing) {
    List<String> emptied = new ArrayList<>();
    String[] parts = listing.split("\0", -1);
    for (int i = 0; i + 1 < parts.length; i += 2) {
      String key = parts[i + 1].lines().findFirst().orElse("");
      boolean own = parts[i].equals("local") || parts[i].equals("worktree");
      if (own && key.startsWith("filter.") && key.lastIndexOf('.') > "filter.".length()) {
        String filter = key.substring(0, key.lastIndexOf('.'));
        emptied.add(filter + ".clean=");
        emptied.add(filter + ".smudge=");
        emptied.add(filter + ".process=");
        emptied.add(filter + ".required=false");
      }
    }
    return emptied;
  }

  private String run(List<String> more, List<String> words) {
    List<String> command =
        new ArrayList<>(List.of("git", "--no-pager", "--no-optional-locks", "--literal-pathspecs"));
    for (List<String> settings : List.of(OFF, more)) {
      for (String setting : settings) {
        command.add("-c");
        command.add(setting);
      }
    }
    command.add("-C");
    command.add(folder.toString());
    command.addAll(words);
    try {
      return new String(
          ExternalCommand.of(command)
              .inheriting(INHERITED::contains)
              .with("GIT_ALLOW_PROTOCOL", "none")
              .with("GIT_NO_LAZY_FETCH", "1")
              .with("GIT_TERMINAL_PROMPT", "0")
              .with("GIT_OPTIONAL_LOCKS", "0")
              .run(TIMEOUT),
          StandardCharsets.UTF_8);
    } catch (Fault e) {
      throw Fault.of(
              MigrationsError.SOURCE_REQUEST_INVALID,
              "git cannot tell what changed in " + range + " below " + folder)
          .detail(e.detail().orElse(e.getMessage()))
          .hint("Check that both ends are known here; a build server may have fetched one only.")
          .cause(e);
    }
  }
}

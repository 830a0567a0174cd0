package dev.ballast.cli.house;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What every file must keep, Java or not: no loose ends, nothing of one machine, no orphans.
final class FileLaws {
  /// Written in two parts so that this file keeps its own law.
  private static final Pattern LOOSE_END = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

  private static final Pattern MACHINE_PATH =
      Pattern.compile(
          "(?<![\\w.~$}])/(ro"
              + "ot|ho"
              + "me/(?!linuxbrew)[a-z]+|Us"
              + "ers|wo"
              + "rk)/|[A-Z]:\\\\Us"
              + "ers");

  /// Hosts of package registries, label by label, so that this list is not a breach itself.
  private static final List<String> REGISTRIES =
      Stream.of(
              List.of("repo", "maven", "apache", "org"),
              List.of("repo1", "maven", "org"),
              List.of("central", "sonatype", "com"),
              List.of("oss", "sonatype", "org"),
              List.of("jitpack", "io"),
              List.of("registry", "npmjs", "org"),
              List.of("pypi", "org"),
              List.of("pythonhosted", "org"),
              List.of("deb", "debian", "org"),
              List.of("archive", "ubuntu", "com"),
              List.of("crates", "io"),
              List.of("proxy", "golang", "org"),
              List.of("docker", "io"),
              List.of("ghcr", "io"),
              List.of("quay", "io"))
          .map(labels -> String.join(".", labels))
          .toList();

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)\\s]*)?\\)");

  private FileLaws() {}

  static List<Law> all() {
    return List.of(
        looseEnds(),
        machinePaths(),
        registries(),
        usesArePinned(),
        sqlIsUsed(),
        fixturesAreUsed(),
        pagesAreLinked(),
        linksLead(),
        roomsAreDrawn(),
        drawnArrows(),
        variablesAreDocumented());
  }

  private static Law looseEnds() {
    return new Law(
        "no-loose-ends",
        "a note to oneself in the tree is work that nobody has taken on",
        lines(LOOSE_END),
        "== docs/page.md\nTO" + "DO: write this page\n",
        "== docs/page.md\nWhat is left to do is in the issues.\n");
  }

  private static Law machinePaths() {
    return new Law(
        "no-paths-of-one-machine",
        "what is named after one machine works on one machine",
        lines(MACHINE_PATH),
        "== bench/run.sh\ncd /ho" + "me/alice/ballast\n",
        "== bench/run.sh\ncd \"$HOME/ballast\" && ls /usr/lib/jvm\n");
  }

  private static Law registries() {
    Pattern hosts =
        Pattern.compile(REGISTRIES.stream().map(Pattern::quote).collect(Collectors.joining("|")));
    return new Law(
        "no-registry-hosts",
        "anyone who builds this decides where packages come from: by settings, mirrors, MVNW_REPOURL",
        lines(hosts),
        "== pom.xml\n<url>https://" + String.join(".", "repo1", "maven", "org") + "/maven2</url>\n",
        "== pom.xml\n<url>${env.MVNW_REPOURL}</url>\n");
  }

  /// Workflows, and pages that show one: anyone who moves a tag or an image's name would run what
  /// they like where it is used.
  private static Law usesArePinned() {
    Pattern unpinned =
        Pattern.compile(
            "^[\\s#>-]*uses:\\s*(?!\\./|<|\\S+@(?:[0-9a-f]{40}|<commit>)(?:\\s|$))\\S"
                + "|^[\\s#>-]*image:\\s*(?!\\$|\"?<|\\S+@sha256:[0-9a-f]{64}(?:\\s|$))\\S");
    return new Law(
        "uses-are-pinned",
        "a tag can be moved, a commit and a digest cannot",
        house -> {
          List<String> found = new ArrayList<>();
          house.files().stream()
              .filter(file -> file.toString().matches(".*\\.(ya?ml|md)"))
              .forEach(file -> find(unpinned, file, house.text(file), found));
          return found;
        },
        "== ci/job.yml\n    - uses: actions/checkout@v4\n",
        """
        == ci/job.yml
        image: $IMAGE
        - uses: actions/checkout@0123456789012345678901234567890123456789 # v4
        - uses: <owner>/ballast@<commit>
        == docs/page.md
        What an action uses: a commit.
        """);
  }

  private static Law sqlIsUsed() {
    return new Law(
        "every-sql-file-is-used",
        "a query nobody runs is not kept working on new majors",
        house -> unused(house, path -> path.toString().endsWith(".sql")),
        """
        == postgres/src/main/resources/dev/ballast/postgres/Lonely/query.sql
        select 1
        """,
        """
        == postgres/src/main/resources/dev/ballast/postgres/Asked/query.sql
        select 1
        == postgres/src/main/resources/dev/ballast/postgres/Asked/query@17.sql
        select 2
        == postgres/src/main/java/dev/ballast/postgres/Asked.java
        package dev.ballast.postgres;
        final class Asked { static final String QUERY = "query"; }
        """);
  }

  private static Law fixturesAreUsed() {
    return new Law(
        "every-fixture-is-used",
        "an orphaned fixture looks like coverage",
        house -> unused(house, path -> path.toString().contains("src/test/resources/")),
        """
        == vault/src/test/resources/dev/ballast/vault/orphan.bin
        x
        """,
        """
        == vault/src/test/resources/dev/ballast/vault/cases/one.txt
        x
        == vault/src/test/java/dev/ballast/vault/ShelfTest.java
        package dev.ballast.vault;
        final class ShelfTest { String folder = "cases"; }
        """);
  }

  private static Law pagesAreLinked() {
    return new Law(
        "every-page-is-linked",
        "a page nobody can find is a page nobody fixes",
        house -> {
          Set<Path> reached = new LinkedHashSet<>();
          List<Path> open = new ArrayList<>(List.of(Path.of("docs/README.md")));
          while (!open.isEmpty()) {
            Path page = open.removeLast();
            if (house.files().contains(page) && reached.add(page)) {
              open.addAll(links(house, page));
            }
          }
          return pages(house).stream()
              .filter(page -> page.startsWith("docs") && !reached.contains(page))
              .map(page -> page + " is linked from no page that docs/README.md leads to")
              .toList();
        },
        """
        == docs/README.md
        [here](reference/here.md)
        == docs/reference/here.md
        here
        == docs/reference/lost.md
        lost
        """,
        """
        == docs/README.md
        [here](reference/here.md)
        == docs/reference/here.md
        [there](../there.md#part)
        == docs/there.md
        there
        """);
  }

  private static Law linksLead() {
    return new Law(
        "links-lead-somewhere",
        "a dead link costs the reader's trust in the live ones",
        house -> {
          List<String> found = new ArrayList<>();
          for (Path page : pages(house)) {
            links(house, page).stream()
                .filter(target -> !house.root().resolve(target).toFile().exists())
                .forEach(target -> found.add(page + " links to " + target));
          }
          return found;
        },
        """
        == README.md
        [gone](docs/gone.md)
        """,
        """
        == README.md
        [here](docs/here.md) [manual](https://www.postgresql.org/docs/18/)
        == docs/here.md
        here
        """);
  }

  private static Law roomsAreDrawn() {
    Pattern module = Pattern.compile("<module>([a-z]+)</module>");
    Pattern room = Pattern.compile("(?m)^\\| `([a-z]+)` \\|");
    return new Law(
        "rooms-are-drawn",
        "a room that is not in ARCHITECTURE.md has no duty, and one that is not in the POM no walls",
        house -> {
          Set<String> modules = names(house, "pom.xml", module);
          Set<String> drawn = names(house, "ARCHITECTURE.md", room);
          Set<String> walled = new TreeSet<>(Rooms.USES.keySet());
          List<String> found = new ArrayList<>();
          if (!modules.equals(drawn)) {
            found.add("pom.xml has " + modules + ", ARCHITECTURE.md has " + drawn);
          }
          if (!walled.containsAll(modules)) {
            found.add("pom.xml has " + modules + ", the arrows are known of " + walled);
          }
          return found;
        },
        """
        == pom.xml
        <module>vault</module>
        <module>cli</module>
        == ARCHITECTURE.md
        | `vault` | keeps |
        """,
        """
        == pom.xml
        <module>vault</module>
        == ARCHITECTURE.md
        | `vault` | keeps |
        """);
  }

  private static Law drawnArrows() {
    return new Law(
        "drawn-arrows-are-enforced",
        "a drawing that the build does not enforce is believed for longer than it is true",
        house -> {
          Map<String, Set<String>> drawn = DrawnArrows.closure(DrawnArrows.in(architecture(house)));
          Map<String, Set<String>> enforced = DrawnArrows.closure(Rooms.USES);
          return drawn.equals(enforced)
              ? List.of()
              : List.of("ARCHITECTURE.md draws " + drawn + ", enforced is " + enforced);
        },
        """
        == ARCHITECTURE.md
        ```
        cli -> vault -> evidence
        ```
        """,
        """
        == ARCHITECTURE.md
        ```
        cli -> report -> protect -> vault -> evidence
               protect -> targets -> postgres -> sql -> evidence
                                     postgres -> machine -> evidence
               report -> secure -> lab -> protect
               report -> change -> rules -> effect -> sql
                                   rules -> migrations -> sql, machine
               change -> lab
        cli -> sample -> postgres
        cli -> server -> report -> observe -> store -> postgres
               server -> pages -> evidence
                                   observe -> targets
        ```
        """);
  }

  private static String architecture(House house) {
    return house.files().stream()
        .filter(file -> file.toString().equals("ARCHITECTURE.md"))
        .map(house::text)
        .collect(Collectors.joining());
  }

  private static Law variablesAreDocumented() {
    Pattern variable = Pattern.compile("\\b((?:BALLAST|MVNW)_[A-Z_]+[A-Z])\\b");
    return new Law(
        "variables-are-documented",
        "a variable that is not in the manual is found by nobody, and one that is read by nobody lies",
        house -> {
          Set<String> read = new TreeSet<>();
          house.mainSources().forEach(source -> read.addAll(names(source.text(), variable)));
          house.files().stream()
              .filter(file -> List.of("ballast", "mvnw").contains(file.toString()))
              .forEach(file -> read.addAll(names(house.text(file), variable)));
          Set<String> documented =
              names(house.text(Path.of("docs/reference/environment.md")), variable);
          return read.equals(documented)
              ? List.of()
              : List.of("read: " + read, "documented: " + documented);
        },
        """
        == docs/reference/environment.md
        `BALLAST_SHELF`
        == ballast
        echo "$BALLAST_BOX"
        """,
        """
        == docs/reference/environment.md
        `BALLAST_SHELF`
        == vault/src/main/java/dev/ballast/vault/Shelf.java
        package dev.ballast.vault;
        final class Shelf { String folder = System.getenv("BALLAST_SHELF"); }
        """);
  }

  private static Set<String> names(House house, String file, Pattern pattern) {
    return names(house.text(Path.of(file)), pattern);
  }

  private static Set<String> names(String text, Pattern pattern) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Path> pages(House house) {
    return house.files().stream().filter(path -> path.toString().endsWith(".md")).toList();
  }

  /// The files a page links to, relative to the root; addresses elsewhere are left out.
  private static List<Path> links(House house, Path page) {
    List<Path> targets = new ArrayList<>();
    Matcher link = LINK.matcher(house.text(page));
    while (link.find()) {
      String target = link.group(1);
      if (!target.contains("://") && !target.startsWith("mailto:")) {
        targets.add(page.resolveSibling(target).normalize());
      }
    }
    return targets;
  }

  /// Files no source mentions: by their own name, by its part before the first dot or `@`, within
  /// quotes or as an enum's constant, or by the name of their folder where that is not a
  /// type's.
  private static List<String> unused(House house, Predicate<Path> candidate) {
    String all = house.sources().stream().map(Source::text).collect(Collectors.joining("\n"));
    Set<String> ends = names(all, Pattern.compile("(?<=[\"/])([^\"/\n]+)(?=\")"));
    Set<String> folders = names(all, Pattern.compile("(?<=[\"/])([^\"/\n]+)(?=/\")"));
    Set<String> constants = names(all, Pattern.compile("(?<![A-Z0-9_])([A-Z0-9_]+)"));
    Set<Path> packages =
        house.sources().stream()
            .map(source -> packageFolder(source.path().getParent()))
            .collect(Collectors.toSet());
    return house.files().stream()
        .filter(candidate)
        .filter(path -> !isNamed(path, constants, ends) && !ofFolder(path, packages, ends, folders))
        .map(path -> path + " is named by no source")
        .toList();
  }

  private static boolean isNamed(Path path, Set<String> constants, Set<String> ends) {
    String file = path.getFileName().toString();
    String stem = file.replaceFirst("[.@].*$", "");
    return ends.contains(file)
        || ends.contains(stem)
        || constants.contains(stem.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /// Whether a folder that it is in, below that of its package, is named.
  private static boolean ofFolder(
      Path path, Set<Path> packages, Set<String> ends, Set<String> folders) {
    Path folder = path.getParent();
    boolean first = true;
    while (folder != null && (first || !packages.contains(packageFolder(folder)))) {
      String name = folder.getFileName().toString();
      if (Character.isLowerCase(name.charAt(0))
          && (ends.contains(name) || folders.contains(name))) {
        return true;
      }
      folder = folder.getParent();
      first = false;
    }
    return false;
  }

  /// Below `java` or `resources`.
  private static Path packageFolder(Path folder) {
    for (int i = 0; i < folder.getNameCount() - 1; i++) {
      String name = folder.getName(i).toString();
      if (name.equals("java") || name.equals("resources")) {
        return folder.subpath(i + 1, folder.getNameCount());
      }
    }
    return folder;
  }

  private static Function<House, List<String>> lines(Pattern refused) {
    return house -> {
      List<String> found = new ArrayList<>();
      house.sources().forEach(source -> find(refused, source.path(), source.text(), found));
      house.files().forEach(file -> find(refused, file, house.text(file), found));
      return found;
    };
  }

  private static void find(Pattern refused, Path path, String text, List<String> found) {
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (refused.matcher(lines.get(i)).find()) {
        found.add(path + ":" + (i + 1) + " " + lines.get(i).strip());
      }
    }
  }
}

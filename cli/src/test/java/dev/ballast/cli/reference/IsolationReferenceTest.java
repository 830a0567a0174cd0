package dev.ballast.cli.reference;

import dev.ballast.secure.workload.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page of leaks is made of the ways of the attacker and of the corpus that it is tried on.
class IsolationReferenceTest {
  private static final Path CORPUS =
      Path.of("../secure/src/test/resources/dev/ballast/secure/isolation/leaks");

  /// @param what its first line
  /// @param finds the way that finds it, or `nothing`
  private record Case(String name, String what, String finds) {
    static Case read(Path file) {
      try {
        List<String> lines = Files.readAllLines(file);
        return new Case(
            file.getFileName().toString().replace(".sql", ""),
            lines.getFirst().substring("-- ".length()),
            lines.get(1).substring("-- finds: ".length()));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void thePageIsWhatIsTried() throws IOException {
    List<Case> cases;
    try (Stream<Path> files = Files.list(CORPUS)) {
      cases = files.sorted().map(Case::read).toList();
    }
    long silent = cases.stream().filter(each -> each.finds().equals("nothing")).count();
    StringBuilder page = new StringBuilder();
    page.append("# Leaks between tenants\n\n");
    page.append(
        "What [`ballast secure isolation`](../how-to/prove-isolation.md) tries, and what finds each\n");
    page.append(
        ("of the %d schemas with a leak of its corpus. %d schemas without one are reported as"
                + " proved. Each\nis a test on a server:"
                + " `./mvnw -DskipITs=false -pl secure -am verify -Dit.test=LeakCorpusIT`.\n")
            .formatted(cases.size() - silent, silent));
    page.append("\n## Ways\n\n| way | what it means | corpus |\n|---|---|---:|\n");
    for (Way way : Way.values()) {
      long found = cases.stream().filter(each -> each.finds().equals(way.name())).count();
      page.append("| `%s` | %s | %d |\n".formatted(way.name(), way.meaning(), found));
    }
    page.append("\n## Corpus\n\n| schema | what leaks | found by |\n|---|---|---|\n");
    for (Case each : cases) {
      boolean leaks = !each.finds().equals("nothing");
      String by = leaks ? "`" + each.finds() + "`" : "nothing, as it must be";
      page.append("| `%s` | %s | %s |\n".formatted(each.name(), each.what(), by));
    }
    Golden.check(Path.of("../docs/reference/isolation.md"), page.toString());
  }
}

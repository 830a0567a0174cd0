package dev.ballast.change.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each kind of object and each attribute changed, and each change detected; what is done and
/// undone is not.
final class CatalogMutationIT {
  private static final Path PAGE = Path.of("..", "docs", "reference", "rollback-proof.md");

  private static final Pattern PARAGRAPH = Pattern.compile("\n\\s*\n");

  /// What no statement changes without another attribute or the whole object.
  private static final Set<String> NEVER_ALONE =
      Set.of("TABLESPACE.location", "PREPARED_TRANSACTION.owner");

  @ParameterizedTest(name = "PostgreSQL {0}")
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void everyMutationIsDetectedAndNothingElse(int major) {
    List<MutationCase> mutations = MutationCase.of(file("mutations.sql"), major);
    List<MutationCase> neutral = MutationCase.of(file("neutral.sql"), major);
    try (TemporaryCluster cluster = cluster(major);
        Session session = cluster.session()) {
      setUp(session, major);
      CatalogState before = CatalogState.read(session);
      Map<CatalogKind, Set<String>> seen = new EnumMap<>(CatalogKind.class);
      List<String> wrong = new ArrayList<>();

      MutationBatch.of(mutations).forEach(batch -> note(run(session, before, batch, wrong), seen));
      MutationBatch.of(neutral).forEach(batch -> run(session, before, batch, wrong));

      assertThat(String.join("\n", wrong)).isEmpty();
      assertThat(CatalogDifference.between(before, CatalogState.read(session)).lines()).isEmpty();
      if (major == ServerVersion.NEWEST_MAJOR) {
        assertThat(unseen(seen)).isEmpty();
      }
      assertScore(major, mutations.size(), neutral.size());
    }
  }

  private static TemporaryCluster cluster(int major) {
    return TemporaryCluster.of(major, Clock.system())
        .setting("wal_level", "logical")
        .setting("max_prepared_transactions", "2")
        .setting("max_logical_replication_workers", "0")
        .start();
  }

  private static void setUp(Session session, int major) {
    List<String> paragraphs = new ArrayList<>();
    for (String name : List.of("setup.sql", "setup@15.sql", "setup@18.sql")) {
      int since = name.equals("setup.sql") ? 14 : Integer.parseInt(name.substring(6, 8));
      if (since <= major) {
        PARAGRAPH.splitAsStream(file(name)).forEach(paragraphs::add);
      }
    }
    paragraphs.forEach(session::execute);
  }

  private static List<CatalogChange> run(
      Session session, CatalogState before, MutationBatch batch, List<String> wrong) {
    List<CatalogChange> changes;
    try {
      changes = CatalogDifference.between(before, mutated(session, batch)).changes();
    } catch (Fault fault) {
      wrong.add(batch.title() + ": " + fault);
      return List.of();
    } finally {
      session.rollback();
      batch.cases().forEach(each -> each.undo().forEach(session::execute));
    }
    List<String> lines = new ArrayList<>(changes.stream().map(CatalogChange::sentence).toList());
    for (MutationCase each : batch.cases()) {
      for (String expected : each.expected()) {
        lines.stream()
            .filter(line -> line.startsWith(expected))
            .findFirst()
            .ifPresentOrElse(
                lines::remove, () -> wrong.add(each.title() + ": missing " + expected));
      }
    }
    if (!lines.isEmpty()) {
      wrong.add("%s: unexpected %s".formatted(batch.title(), lines));
    }
    return changes;
  }

  private static CatalogState mutated(Session session, MutationBatch batch) {
    if (batch.cases().getFirst().outside()) {
      batch.cases().getFirst().paragraphs().forEach(session::execute);
      return CatalogState.read(session);
    }
    session.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
    batch.cases().forEach(each -> session.execute(each.statements()));
    return new CatalogReading(session).read();
  }

  private static void note(List<CatalogChange> changes, Map<CatalogKind, Set<String>> seen) {
    for (CatalogChange change : changes) {
      Set<String> attributes =
          seen.computeIfAbsent(change.identity().kind(), kind -> new TreeSet<>());
      switch (change) {
        case CatalogChange.Added added -> attributes.add("presence");
        case CatalogChange.Removed removed -> attributes.add("presence");
        case CatalogChange.Altered altered -> attributes.add(altered.attribute());
      }
    }
  }

  /// Attributes of which no mutation was seen.
  private static List<String> unseen(Map<CatalogKind, Set<String>> seen) {
    List<String> unseen = new ArrayList<>();
    for (CatalogKind kind : CatalogKind.values()) {
      List<String> attributes = new ArrayList<>(kind.attributes());
      attributes.removeAll(seen.getOrDefault(kind, Set.of()));
      attributes.stream()
          .map(attribute -> kind + "." + attribute)
          .filter(each -> !NEVER_ALONE.contains(each))
          .forEach(unseen::add);
      if (kind.attributes().isEmpty() && !seen.containsKey(kind)) {
        unseen.add(kind.toString());
      }
    }
    return unseen;
  }

  private static void assertScore(int major, int mutations, int neutral) {
    try {
      assertThat(Files.readAllLines(PAGE))
          .contains("| %d | %d of %2$d | 0 of %d |".formatted(major, mutations, neutral));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String file(String name) {
    try (InputStream in =
        CatalogMutationIT.class.getResourceAsStream("CatalogMutationIT/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.ballast.migrations.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationsError;
import dev.ballast.migrations.SourceRequest;
import dev.ballast.migrations.source.MigrationSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRangeTest {
  @TempDir Path repository;

  @BeforeEach
  void commitTwice() throws IOException {
    git("init", "-q", "-b", "main");
    write("db/1_old.sql", "select 1;");
    write("db/2_edited.sql", "select 2;");
    write("db/3_moved.sql", "select 3; -- long enough to be known again\n");
    write("db/4_gone.sql", "select 4;");
    commit("first");
    git("checkout", "-q", "-b", "feature");
    write("db/2_edited.sql", "select 22;");
    Files.move(repository.resolve("db/3_moved.sql"), repository.resolve("db/5_moved.sql"));
    Files.delete(repository.resolve("db/4_gone.sql"));
    write("db/6_größe new.sql", "select 6;");
    write("other/7.sql", "select 7;");
    commit("second");
    git("checkout", "-q", "main");
    write("db/8_later_on_main.sql", "select 8;");
    commit("third");
    git("checkout", "-q", "feature");
  }

  @Test
  void judgesWhatChangedAndKeepsTheRestAsHistory() {
    SourceRequest request = SourceRequest.of(repository, List.of("db"));

    assertThat(judged(request.withGitRange("main...HEAD")))
        .containsExactly("db/2_edited.sql", "db/5_moved.sql", "db/6_größe new.sql");
    assertThat(MigrationSources.read(request.withGitRange("main...HEAD")).migrations()).hasSize(4);
    assertThat(judged(request.withGitRange("HEAD..HEAD"))).isEmpty();
    assertThat(judged(request)).hasSize(4);
  }

  /// What was edited or renamed ran before.
  @Test
  void onlyWhatIsNewAsAWholeRanNowhere() throws IOException {
    assertThat(added("db", "main...HEAD")).containsExactly("6");
    String first = "--liquibase formatted sql\n--changeset a:1\nselect 1;\n";
    write("log/1.sql", first + "--changeset a:2\nselect 2,\n  2;\n");
    commit("changelog");
    write(
        "log/1.sql",
        first + "--changeset a:2\nselect 22,\n  2;\n--changeset a:4\nselect 4,\n  4;\n");
    write("log/2.sql", first.replace("a:", "b:"));
    commit("another changeset and another log");
    write("log/3.sql", first.replace("a:", "c:"));

    assertThat(added("log", "HEAD~1..")).containsExactly("a:4", "b:1", "c:1");
    assertThat(added("log", "HEAD..")).containsExactly("c:1");
    assertThat(MigrationSources.read(SourceRequest.of(repository, List.of("log"))).migrations())
        .noneMatch(Migration::added);
  }

  private List<String> added(String folder, String range) {
    return MigrationSources.read(SourceRequest.of(repository, List.of(folder)).withGitRange(range))
        .migrations()
        .stream()
        .filter(Migration::added)
        .map(Migration::version)
        .toList();
  }

  @Test
  void findsTheRepositoryOfFoldersGivenThroughALink() throws IOException {
    Path link = repository.resolveSibling(repository.getFileName() + "-link");
    Files.createSymbolicLink(link, repository.resolve("db"));
    try {
      SourceRequest request = SourceRequest.of(Path.of("."), List.of(link.toString()));

      assertThat(judged(request.withGitRange("main...")))
          .containsExactly(
              link + "/2_edited.sql", link + "/5_moved.sql", link + "/6_größe new.sql");
    } finally {
      Files.delete(link);
    }
  }

  @Test
  void judgesOnlyTheChangesetsOfAFileThatChanged() throws IOException {
    String first = "--liquibase formatted sql\n--changeset a:1\nselect 1;\n";
    String third = "--changeset a:3\nselect 3;\n";
    write("log/1.sql", first + "--changeset a:2\nselect 2;\n--rollback select -2;\n" + third);
    write("log/2.sql", "--liquibase formatted sql\n--changeset b:1\nselect 1;\n");
    commit("changelog");
    write(
        "log/1.sql",
        first
            + "--changeset a:2\nselect 2;\n--rollback select -22;\n"
            + third
            + "--changeset a:4\nselect 4;\n");
    commit("another changeset");
    SourceRequest request = SourceRequest.of(repository, List.of("log")).withGitRange("HEAD~1..");

    assertThat(
            MigrationSources.read(request).migrations().stream()
                .filter(Migration::judged)
                .map(Migration::version))
        .containsExactly("a:2", "a:4");
  }

  /// The scripts are old, the lines that have them run are new.
  @Test
  void judgesWhatAnAddedLineOfAListHasRun() throws IOException {
    write("l/root.xml", changelog("<include file='one.sql'/>\n"));
    write("l/one.sql", "--liquibase formatted sql\n--changeset a:1\nselect 1;\n");
    write("l/inner.yaml", "databaseChangeLog:\n- include: {file: two.sql}\n");
    write("l/two.sql", "--liquibase formatted sql\n--changeset a:2\nselect 2;\n");
    write("d/meta/_journal.json", "{\"entries\": [\n{\"tag\": \"1_a\"}\n]}");
    write("d/1_a.sql", "select 1;");
    write("d/2_b.sql", "select 2;");
    write("s/sqitch.plan", "%project=x\n\na 2026-01-01T00:00:00Z A <a@example.org>\n");
    write("s/deploy/a.sql", "select 1;");
    write("s/deploy/b.sql", "select 2;");
    commit("lists");
    write("l/root.xml", changelog("<include file='one.sql'/>\n<include file='inner.yaml'/>\n"));
    write("d/meta/_journal.json", "{\"entries\": [\n{\"tag\": \"1_a\"},\n{\"tag\": \"2_b\"}\n]}");
    write(
        "s/sqitch.plan",
        """
        %project=x

        a 2026-01-01T00:00:00Z A <a@example.org>
        b 2026-01-01T00:00:00Z A <a@example.org>
        """);
    commit("longer lists");

    assertThat(judged(SourceRequest.of(repository, List.of("l")).withGitRange("HEAD~1..")))
        .containsExactly("l/two.sql");
    assertThat(judged(SourceRequest.of(repository, List.of("d")).withGitRange("HEAD~1..")))
        .contains("d/2_b.sql");
    assertThat(judged(SourceRequest.of(repository, List.of("s")).withGitRange("HEAD~1..")))
        .containsExactly("s/deploy/b.sql");
  }

  @Test
  void judgesWhatIncludesAFileThatChanged() throws IOException {
    write("p/1.sql", "\\ir ../parts/a.psql\n");
    write("p/2.sql", "select 2;");
    write("p/3.sql", "\\ir 4.sql\n");
    write("p/4.sql", "select 4;");
    write("parts/a.psql", "select 1;");
    commit("scripts");
    write("parts/a.psql", "select 11;");
    write("p/4.sql", "select 44;");
    commit("parts");

    assertThat(judged(SourceRequest.of(repository, List.of("p")).withGitRange("HEAD~1..")))
        .containsExactly("p/1.sql", "p/3.sql");
  }

  /// What is read is the working tree, so a range that no commit ends has what it holds.
  @Test
  void anOpenRangeHasWhatWasNotCommittedToo() throws IOException {
    write("db/1_old.sql", "select 11;");
    write("db/9_untracked.sql", "select 9;");
    write("db/built/10_ignored.sql", "select 10;");
    write(".gitignore", "built\n");
    SourceRequest request = SourceRequest.of(repository, List.of("db"));
    List<String> all =
        List.of(
            "db/1_old.sql",
            "db/2_edited.sql",
            "db/5_moved.sql",
            "db/6_größe new.sql",
            "db/9_untracked.sql",
            "db/built/10_ignored.sql");

    assertThat(judged(request.withGitRange("main..."))).containsExactlyElementsOf(all);
    assertThat(judged(request.withGitRange("main...")))
        .isEqualTo(judged(request.withGitRange("main..")));
    assertThat(judged(request.withGitRange("main...HEAD")))
        .doesNotContain("db/1_old.sql", "db/9_untracked.sql");
  }

  @Test
  void allOfAFileThatGitDoesNotKeepIsNew() throws IOException {
    write(
        "log/1.sql",
        "--liquibase formatted sql\n--changeset a:1\nselect 1;\n--changeset a:2\nselect 2;\n");

    assertThat(judged(SourceRequest.of(repository, List.of("log")).withGitRange("main...")))
        .hasSize(2);
  }

  private static String changelog(String content) {
    return "<databaseChangeLog>\n" + content + "</databaseChangeLog>\n";
  }

  @Test
  void saysWhichRangeIsUnknown() {
    SourceRequest request = SourceRequest.of(repository, List.of("db"));

    assertThatThrownBy(() -> MigrationSources.read(request.withGitRange("nowhere..HEAD")))
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> assertThat(fault.code()).isEqualTo(MigrationsError.SOURCE_REQUEST_INVALID))
        .hasMessageStartingWith("git cannot tell what changed in nowhere..HEAD");
    assertThatThrownBy(() -> MigrationSources.read(request.withGitRange("--output=x")))
        .hasMessage("range '--output=x' is none of git's");
  }

  private static List<String> judged(SourceRequest request) {
    return MigrationSources.read(request).migrations().stream()
        .filter(Migration::judged)
        .map(migration -> migration.up().file())
        .toList();
  }

  private void write(String name, String text) throws IOException {
    Path path = repository.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void commit(String message) {
    git("add", "-A");
    git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", message);
  }

  private void git(String... words) {
    List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
    command.addAll(List.of(words));
    ExternalCommand.run(command, Duration.ofSeconds(30));
  }
}

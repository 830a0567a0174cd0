package dev.ballast.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.migrations.git.BaseRevision;
import dev.ballast.migrations.git.GitRange;
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

/// Working trees whose authors want a program run, or a change not to be seen.
final class HostileTreeTest {
  @TempDir private Path outside;

  private Path repository;
  private Path ran;

  @BeforeEach
  void history() throws IOException {
    repository = Files.createDirectory(outside.resolve("repository"));
    ran = outside.resolve("ran");
    git("init", "-q", "-b", "main");
    write("db/1.sql", "select 1;\n");
    write("db/2.sql", "--liquibase formatted sql\n--changeset a:1\nselect 1;\n");
    commit();
  }

  @Test
  void nobodyWaitsForAPipe() {
    ExternalCommand.run(
        List.of("mkfifo", repository.resolve("db/0.sql").toString()), Duration.ofSeconds(30));

    MigrationSet set = MigrationSources.read(SourceRequest.of(repository, List.of("db")));

    assertThat(Told.problems(set)).contains("ERROR file-unreadable db/0.sql:0");
  }

  @Test
  void noProgramThatTheRepositoryNamesIsRun() throws IOException {
    Path script = outside.resolve("run.sh");
    Files.writeString(script, "#!/bin/sh\ntouch '" + ran + "'\ncat\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    write(".gitattributes", "*.sql diff=mine filter=mine\n");
    commit();
    git("config", "filter.mine.clean", script.toString());
    git("config", "filter.mine.required", "true");
    git("config", "diff.mine.command", script.toString());
    git("config", "diff.mine.textconv", script.toString());
    git("config", "diff.external", script.toString());
    git("config", "core.fsmonitor", script.toString());
    git("config", "core.pager", script.toString());
    write("db/1.sql", "select 11;\n");
    git("status", "--short");
    assertThat(ran).as("an unguarded git runs it").exists();
    Files.delete(ran);

    assertThat(judged("HEAD")).containsExactly("db/1.sql");
    assertThat(BaseRevision.of("HEAD", repository).text(repository.resolve("db/1.sql")))
        .contains("select 1;\n");
    assertThat(ran).doesNotExist();
  }

  @Test
  void aFolderThatLooksLikeARepositoryIsNone() throws IOException {
    Path script = outside.resolve("run.sh");
    Files.writeString(script, "#!/bin/sh\ntouch '" + ran + "'\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    write("db/HEAD", "ref: refs/heads/main\n");
    write("db/objects/x", "");
    write("db/refs/x", "");
    write(
        "db/config",
        """
        [core]
          repositoryformatversion = 0
          bare = false
          worktree = %s
          fsmonitor = %s
        """
            .formatted(repository.resolve("db"), script));

    assertThatThrownBy(() -> judged("HEAD")).isInstanceOf(Fault.class);
    assertThat(ran).doesNotExist();
  }

  @Test
  void aFileThatBecomesALinkIsJudged() throws IOException {
    write("elsewhere.sql", "drop table t;\n");
    Files.delete(repository.resolve("db/1.sql"));
    Files.createSymbolicLink(repository.resolve("db/1.sql"), Path.of("../elsewhere.sql"));
    commit();

    assertThat(Files.isSymbolicLink(repository.resolve("db/1.sql"))).isTrue();
    assertThat(GitRange.changed("HEAD~1..HEAD", List.of(repository.resolve("db"))))
        .contains(repository.resolve("db/1.sql").toAbsolutePath().normalize());
  }

  @Test
  void attributesHideNoChange() throws IOException {
    write(".gitattributes", "*.sql -diff binary\n");
    write(
        "db/2.sql",
        "--liquibase formatted sql\n--changeset a:1\nselect 1;\n--changeset a:2\nselect 2;\n");
    commit();
    SourceRequest request =
        SourceRequest.of(repository, List.of("db/2.sql")).withGitRange("HEAD~1..HEAD");

    assertThat(
            MigrationSources.read(request).migrations().stream()
                .filter(Migration::judged)
                .map(Migration::version))
        .containsExactly("a:2");
  }

  @Test
  void noLinkLeadsOutOfTheWorkingFolder() throws IOException {
    Files.writeString(outside.resolve("secret.sql"), "select 'secret';\n");
    Files.createDirectory(outside.resolve("secrets"));
    Files.writeString(outside.resolve("secrets/more.sql"), "select 'secret';\n");
    Files.createSymbolicLink(repository.resolve("db/3.sql"), outside.resolve("secret.sql"));
    Files.createSymbolicLink(repository.resolve("db/more"), outside.resolve("secrets"));
    Files.createSymbolicLink(repository.resolve("links"), outside.resolve("secrets"));
    SourceRequest open =
        SourceRequest.of(repository, List.of("db", "links")).withTool(Tool.PLAIN_SQL);
    assertThat(names(open)).contains("db/3.sql", "db/more/more.sql");

    SourceRequest confined = open.withinFolder();

    assertThat(names(confined)).containsExactly("db/1.sql", "db/2.sql");
    assertThat(MigrationSources.read(confined).problems())
        .filteredOn(problem -> problem.id().equals("link-leaves"))
        .extracting(SourceProblem::file)
        .containsExactlyInAnyOrder("db/3.sql", "db/more", "links");
  }

  @Test
  void theBaseIsTheLeftEndAndReadsNoLink() throws IOException {
    write("ballast.yaml", "version: 1\n");
    Files.createSymbolicLink(repository.resolve("link.yaml"), Path.of("ballast.yaml"));
    commit();
    git("checkout", "-q", "-b", "change");
    write("ballast.yaml", "version: 2\n");
    Files.createSymbolicLink(repository.resolve("db/out"), outside);
    commit();

    BaseRevision base = BaseRevision.of("main...", repository);

    assertThat(base.name()).isEqualTo("main");
    assertThat(base.text(Path.of("ballast.yaml"))).contains("version: 1\n");
    assertThat(base.text(Path.of("db/new.sql"))).isEmpty();
    assertThat(base.covers(Path.of("db/out/file"))).isTrue();
    assertThat(base.covers(Path.of("../file"))).isFalse();
    assertThatThrownBy(() -> base.text(Path.of("link.yaml")))
        .hasMessageContaining("is a symbolic link at main");
    assertThatThrownBy(() -> BaseRevision.of("--output=x", repository))
        .hasMessage("range '--output=x' is none of git's");
  }

  private List<String> names(SourceRequest request) {
    return MigrationSources.read(request).migrations().stream()
        .map(migration -> migration.up().file())
        .toList();
  }

  private List<String> judged(String range) {
    return MigrationSources.read(
            SourceRequest.of(repository, List.of("db"))
                .withTool(Tool.PLAIN_SQL)
                .withGitRange(range))
        .migrations()
        .stream()
        .filter(Migration::judged)
        .map(migration -> migration.up().file())
        .toList();
  }

  private void write(String name, String text) throws IOException {
    Path path = repository.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void commit() {
    git("add", "-A");
    git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", "change");
  }

  private void git(String... words) {
    List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
    command.addAll(List.of(words));
    ExternalCommand.run(command, Duration.ofSeconds(30));
  }
}

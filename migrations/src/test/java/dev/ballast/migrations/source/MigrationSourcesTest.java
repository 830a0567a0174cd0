package dev.ballast.migrations.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.SourceProblem;
import dev.ballast.migrations.SourceRequest;
import dev.ballast.migrations.Told;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.file.TextFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationSourcesTest {
  @TempDir Path folder;

  @Test
  void tellsEveryBadFileAndReadsTheOthers() throws IOException {
    write("1_good.sql", "select 1;".getBytes(StandardCharsets.UTF_8));
    write("2_binary.sql", new byte[] {'a', '\n', 'b', 0, 'c'});
    write("3_latin.sql", "select 'x';\nselect 'ü';".getBytes(StandardCharsets.ISO_8859_1));
    write("4_utf16.sql", "\uFEFFselect 1;".getBytes(StandardCharsets.UTF_16LE));
    write("5_empty.sql", new byte[0]);
    write("6_bom.sql", "\uFEFFselect 'ü';\r\n".getBytes(StandardCharsets.UTF_8));
    write("7_replacement.sql", "select '\uFFFD';".getBytes(StandardCharsets.UTF_8));

    MigrationSet set = read(".");

    assertThat(Told.migrations(set))
        .containsExactly(
            "VERSIONED 1 (good) 1_good.sql:1 PER_STATEMENT 1",
            "VERSIONED 5 (empty) 5_empty.sql:0 PER_STATEMENT 0",
            "VERSIONED 6 (bom) 6_bom.sql:1 PER_STATEMENT 1",
            "VERSIONED 7 (replacement) 7_replacement.sql:1 PER_STATEMENT 1");
    assertThat(Told.problems(set))
        .containsExactlyInAnyOrder(
            "ERROR file-binary 2_binary.sql:2",
            "ERROR file-not-utf8 3_latin.sql:2",
            "ERROR file-not-utf8 4_utf16.sql:0",
            "WARNING file-empty 5_empty.sql:0");
    assertThat(set.problems().stream().map(SourceProblem::message))
        .startsWith(
            "it is not text: byte 3 is zero",
            "byte 20 (0xfc) is not UTF-8",
            "it is UTF-16 by its first two bytes, not UTF-8");
  }

  @Test
  void readsNoFileOverItsBound() throws IOException {
    byte[] large = new byte[TextFiles.MAX_FILE_BYTES + 1];
    write("large.sql", large);
    write("small.sql", "select 1;".getBytes(StandardCharsets.UTF_8));

    MigrationSet set = read(".");

    assertThat(Told.problems(set)).containsExactlyInAnyOrder("ERROR file-too-large large.sql:0");
    assertThat(set.migrations()).hasSize(1);
  }

  @Test
  void followsLinksButNotInCircles() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    write("elsewhere/1_a.sql", "select 1;".getBytes(StandardCharsets.UTF_8));
    Path root = Files.createDirectory(folder.resolve("root"));
    Files.createSymbolicLink(root.resolve("linked"), elsewhere);
    Files.createSymbolicLink(root.resolve("loop"), root);
    Files.createSymbolicLink(root.resolve("nothing.sql"), folder.resolve("gone"));

    MigrationSet set = read("root");

    assertThat(Told.migrations(set))
        .containsExactly("VERSIONED 1 (a) root/linked/1_a.sql:1 PER_STATEMENT 1");
    assertThat(Told.problems(set))
        .containsExactlyInAnyOrder(
            "WARNING symlink-loop root/loop:0", "ERROR file-unreadable root/nothing.sql:0");
  }

  @Test
  void leavesOutHiddenFoldersAndWhatThePatternsSay() throws IOException {
    for (String name :
        List.of("1.sql", "seed/2.sql", "a/seed/3.sql", "a/4.SQL", "a/5.txt", ".x/6.sql")) {
      write(name, "select 1;".getBytes(StandardCharsets.UTF_8));
    }
    write("node_modules/7.sql", new byte[0]);
    SourceRequest all = SourceRequest.of(folder, List.of("."));

    assertThat(names(all)).containsExactly("1.sql", "a/4.SQL", "a/seed/3.sql", "seed/2.sql");
    assertThat(names(all.withGlobs(List.of(), List.of("**/seed/**"))))
        .containsExactly("1.sql", "a/4.SQL");
    assertThat(names(all.withGlobs(List.of("*.sql"), List.of("3.*"))))
        .containsExactly("1.sql", "seed/2.sql");
    assertThat(names(SourceRequest.of(folder, List.of("a/5.txt", "1.sql", ".", "1.sql"))))
        .containsExactly("1.sql", "a/4.SQL", "a/5.txt", "a/seed/3.sql", "seed/2.sql");
    assertThatThrownBy(() -> names(all.withGlobs(List.of("[x"), List.of())))
        .isInstanceOf(Fault.class)
        .hasMessage("pattern [x is no glob");
  }

  @Test
  void readsStandardInputAsWhatItsMarksSay() {
    assertThat(Told.migrations(Told.readInput("select 1; select 2;")))
        .containsExactly("VERSIONED  (-) -:1 PER_STATEMENT 2");
    assertThat(Told.migrations(Told.readInput("-- migrate:up\nselect 1;")))
        .containsExactly("VERSIONED  (-) -:2 WRAPPED 1");
    assertThat(Told.migrations(Told.readInput("-- +goose Up\nselect 1;")))
        .containsExactly("VERSIONED  (-) -:2 WRAPPED 1");
    assertThat(Told.readInput("--liquibase formatted sql\n--changeset a:1\nselect 1;").tool())
        .isEqualTo(Tool.LIQUIBASE);
  }

  @Test
  void runsStandardInputAsTheToolThatIsNamedWould() {
    assertThat(readInputAs(Tool.FLYWAY, "vacuum t;"))
        .containsExactly("VERSIONED  (-) -:1 PER_STATEMENT 1");
    assertThat(readInputAs(Tool.GOLANG_MIGRATE, "select 1;"))
        .containsExactly("VERSIONED  (-) -:1 ONE_QUERY 1");
  }

  private static List<String> readInputAs(Tool tool, String text) {
    SourceRequest request = SourceRequest.of(Path.of("."), List.of("-")).withTool(tool);
    MigrationSet set =
        MigrationSources.read(
            request, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    assertThat(set.problems()).isEmpty();
    return Told.migrations(set);
  }

  @Test
  void concludesNothingFromWhatIsNotBesideAFileThatIsNamed() throws IOException {
    write("1_a.up.sql", "select 1;".getBytes(StandardCharsets.UTF_8));
    write("9_b.up.sql", "select 9;".getBytes(StandardCharsets.UTF_8));
    write("go.mod", "require golang-migrate/migrate".getBytes(StandardCharsets.UTF_8));

    assertThat(Told.problems(read("."))).containsExactly("WARNING version-missing 9_b.up.sql:0");
    assertThat(Told.problems(read("1_a.up.sql", "9_b.up.sql"))).isEmpty();
  }

  @Test
  void readsAFileOnceThatALinkLeadsTo() throws IOException {
    write("real/1_a.sql", "select 1;".getBytes(StandardCharsets.UTF_8));
    Files.createSymbolicLink(folder.resolve("current"), folder.resolve("real"));
    Files.createSymbolicLink(folder.resolve("a_link.sql"), folder.resolve("real/1_a.sql"));

    assertThat(names(SourceRequest.of(folder.toRealPath(), List.of("."))))
        .containsExactly("real/1_a.sql");
  }

  @Test
  void saysWhereToolsAreMixed() throws IOException {
    write("V1__a.sql", "select 1;".getBytes(StandardCharsets.UTF_8));
    write("V2__b.sql", "select 1;".getBytes(StandardCharsets.UTF_8));
    write("3_c.sql", "-- +goose Up\nselect 1;".getBytes(StandardCharsets.UTF_8));

    MigrationSet set = read(".");

    assertThat(set.tool()).isEqualTo(Tool.FLYWAY);
    assertThat(set.migrations()).hasSize(2);
    assertThat(Told.problems(set))
        .containsExactlyInAnyOrder(
            "WARNING tools-mixed 3_c.sql:0", "WARNING file-not-a-migration 3_c.sql:0");
    assertThat(set.problems().getFirst().message())
        .isEqualTo(
            "2 files look like Flyway and 1 like goose, this one among them;"
                + " all were read as Flyway");
  }

  @Test
  void refusesWhereThereIsNothingToRead() throws IOException {
    assertFault("MIGRATIONS_MISSING", "missing: there is no such file or folder", "missing");
    Files.createDirectory(folder.resolve("none"));
    assertFault("MIGRATIONS_MISSING", "none: there is no file that ends in .sql in it", "none");
    write("zero.sql", new byte[] {0});
    assertFault("MIGRATIONS_UNREADABLE", "zero.sql: it is not text: byte 0 is zero", "zero.sql");
    write("good/1.sql", "select 1;".getBytes(StandardCharsets.UTF_8));
    assertThat(Told.problems(read("missing", "good", "none")))
        .containsExactlyInAnyOrder(
            "ERROR path-missing missing:0", "ERROR folder-without-sql none:0");
  }

  private void assertFault(String code, String detail, String path) {
    assertThatThrownBy(() -> read(path))
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> {
              assertThat(fault.code()).hasToString(code);
              assertThat(fault.detail()).hasValue(detail);
            });
  }

  private MigrationSet read(String... paths) {
    return MigrationSources.read(SourceRequest.of(folder, List.of(paths)));
  }

  private static List<String> names(SourceRequest request) {
    return MigrationSources.read(request).migrations().stream()
        .map(migration -> migration.up().file())
        .toList();
  }

  private void write(String name, byte[] bytes) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    Files.write(path, bytes);
  }
}

package dev.ballast.protect.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.page.ClusterState;
import dev.ballast.postgres.page.ControlFile;
import dev.ballast.postgres.server.Installation;
import dev.ballast.postgres.server.Installations;
import dev.ballast.postgres.server.Origin;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.SourceFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerChoiceTest {
  @TempDir private Path folder;

  @Test
  void theSourcesOwnMinorIsChosenThoughANewerOneIsAtHand() throws IOException {
    ServerChoice choice =
        choice("15.17", List.of(), List.of(server("15.19"), server("15.17"), server("15.16")));

    assertThat(choice.installation().version()).hasToString("15.17");
    assertThat(choice.sentence())
        .isEqualTo("restored with PostgreSQL 15.17, the source's own minor release");
  }

  @Test
  void withoutItTheNewestIsChosenAndTheChoiceSaysSo() throws IOException {
    ServerChoice choice = choice("15.17", List.of(), List.of(server("15.19"), server("15.16")));

    assertThat(choice.installation().version()).hasToString("15.19");
    assertThat(choice.sentence())
        .isEqualTo(
            "restored with PostgreSQL 15.19, the newest at hand: the source's own minor release"
                + " 15.17 is not");
  }

  @Test
  void aServerWithoutTheLibrariesIsNoChoice() throws IOException {
    ServerChoice choice =
        choice(
            "15.17",
            List.of("postgis-3"),
            List.of(server("15.19"), server("15.18", "postgis-3.so"), server("15.17")));

    assertThat(choice.installation().version()).hasToString("15.18");
  }

  @Test
  void whereNoServerHasThemTheMissingOnesAreNamed() throws IOException {
    List<Installation> found = List.of(server("15.19", "hstore.so"), server("15.17"));

    Fault fault =
        catchThrowableOfType(
            Fault.class, () -> choice("15.17", List.of("hstore", "postgis-3", "/x/y"), found));

    assertThat(fault.code()).isEqualTo(ProtectError.EXTENSION_LIBRARY_MISSING);
    assertThat(fault).hasMessage("server lacks postgis-3, /x/y");
  }

  @Test
  void programsOfAnotherBlockSizeAreRefusedByName() {
    Installation programs = Installations.embeddedOnly().embedded(18);
    ControlFile other =
        new ControlFile(
            1,
            1800,
            202506291,
            ClusterState.IN_PRODUCTION,
            new ControlFile.Checkpoint(new Lsn(1), new Lsn(1), new TimelineId(1)),
            new Lsn(0),
            new ControlFile.Limits(100, 8, 10, 0, 64, false),
            new ControlFile.Layout(true, 32768, 131072, 8192, 16 << 20, 64, 32, 1));

    Fault fault =
        catchThrowableOfType(
            Fault.class,
            () -> ServerChoice.of(facts("18.1", List.of()), Optional.of(other), List.of(programs)));

    assertThat(fault.code()).isEqualTo(PostgresError.SERVER_BUILD_DIFFERS);
    assertThat(fault.detail())
        .hasValueSatisfying(
            detail -> assertThat(detail).endsWith(": block size is 32768, the programs have 8192"));
  }

  private static ServerChoice choice(
      String source, List<String> libraries, List<Installation> found) {
    return ServerChoice.of(facts(source, libraries), Optional.empty(), found);
  }

  private static SourceFacts facts(String version, List<String> libraries) {
    return new SourceFacts(
        1,
        ServerVersion.parse(version),
        16 << 20,
        true,
        false,
        "postgres",
        List.of("postgres"),
        List.of(),
        libraries,
        List.of());
  }

  private Installation server(String version, String... libraries) throws IOException {
    Path home = folder.resolve(version);
    Path lib = Files.createDirectories(home.resolve("lib"));
    Files.createFile(lib.resolve("plpgsql.so"));
    for (String library : libraries) {
      Files.createFile(lib.resolve(library));
    }
    return new Installation(
        Files.createDirectories(home.resolve("bin")), ServerVersion.parse(version), Origin.SYSTEM);
  }
}

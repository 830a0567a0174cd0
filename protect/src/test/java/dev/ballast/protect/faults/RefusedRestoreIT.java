package dev.ballast.protect.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.protect.prove.Proving;
import dev.ballast.protect.prove.ProvingSettings;
import dev.ballast.protect.restore.PointInTimeRestore;
import dev.ballast.protect.restore.PointInTimeRestore.Ending;
import dev.ballast.protect.restore.Restore;
import dev.ballast.protect.restore.RestoreSettings;
import dev.ballast.protect.restore.TablespaceMapping;
import dev.ballast.protect.surroundings.Surroundings;
import dev.ballast.vault.format.VaultError;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A restore that must not or cannot be: it is refused with the way out, and touches nothing.
final class RefusedRestoreIT {
  @TempDir private static Path shared;

  private static FaultBench bench;
  private static Backup backup;

  @TempDir private Path folder;

  @BeforeAll
  static void takeBackup() {
    bench =
        FaultBench.of(TemporaryCluster.of(FaultBench.MAJOR, Clock.system()).tcp().start(), shared);
    try (Session session = bench.source().session()) {
      session.execute("CREATE TABLESPACE far LOCATION '" + bench.source().scratch() + "'");
      session.execute("CREATE TABLE t TABLESPACE far AS SELECT generate_series(1, 1000) AS id");
    }
    backup = bench.backup();
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  @Test
  void aFolderThatHoldsSomethingIsLeftAlone() throws IOException {
    Path into = Files.createDirectory(folder.resolve("data"));
    Files.setPosixFilePermissions(into, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(into.resolve("mine"), "precious");

    Fault fault = FaultBench.faultOf(() -> restore(into, Progress.NONE));

    assertThat(fault.code()).isEqualTo(ProtectError.RESTORE_TARGET_NOT_EMPTY);
    assertThat(fault.code().exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(fault.detail().orElseThrow()).contains("mine");
    assertThat(into.resolve("mine")).hasContent("precious");
    assertThat(files(into)).containsExactly("mine");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(into)))
        .isEqualTo("rwxr-xr-x");
  }

  @Test
  void aTablespacesFolderThatHoldsSomethingUndoesTheWholeRestore() throws IOException {
    Path into = Files.createDirectory(folder.resolve("data"));
    Files.setPosixFilePermissions(into, PosixFilePermissions.fromString("rwxr-xr-x"));
    RestoreSettings unmapped = new RestoreSettings(into, List.of(), 2, false, false);

    Fault fault = FaultBench.faultOf(() -> restore(unmapped, Progress.NONE));

    assertThat(fault.code()).isEqualTo(ProtectError.RESTORE_TARGET_NOT_EMPTY);
    assertThat(fault.getMessage()).contains(bench.source().scratch().toString());
    assertThat(files(into)).isEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(into)))
        .isEqualTo("rwxr-xr-x");
  }

  /// Also where a link hides it.
  @Test
  void aTablespaceInOrAroundTheDataDirectoryIsRefusedAndNothingIsWritten() throws IOException {
    Path into = folder.resolve("data");
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
    for (Path place :
        List.of(into, into.resolve("ts"), link.resolve("data/deep/ts"), folder, link)) {
      TablespaceMapping mapping = new TablespaceMapping(bench.source().scratch().toString(), place);

      Fault fault =
          FaultBench.faultOf(
              () ->
                  restore(
                      new RestoreSettings(into, List.of(mapping), 2, false, false), Progress.NONE));

      assertThat(fault.code()).as(place.toString()).isEqualTo(ProtectError.TABLESPACE_MISPLACED);
      assertThat(fault.code().exit()).isEqualTo(ExitCode.USAGE);
      assertThat(fault.getMessage()).contains(place.toString());
    }
    assertThat(files(folder)).containsExactlyInAnyOrder("link");
  }

  /// A control: beside is not within, though the one's name begins with the other's.
  @Test
  void aTablespaceBesideTheDataDirectoryIsFine() {
    Path into = folder.resolve("data");
    TablespaceMapping mapping =
        new TablespaceMapping(
            bench.source().scratch().toString(), folder.resolve("data-tablespace"));

    restore(new RestoreSettings(into, List.of(mapping), 2, false, false), Progress.NONE);

    assertThat(into.resolve("PG_VERSION")).hasContent(Integer.toString(FaultBench.MAJOR));
  }

  @Test
  void twoRestoresIntoOneFolderAtOnceDoNotMeet() {
    Path into = folder.resolve("data");
    List<Fault> second = new ArrayList<>();
    Trigger trigger =
        Trigger.at(
            "restoring", () -> second.add(FaultBench.faultOf(() -> restore(into, Progress.NONE))));

    restore(into, trigger);

    assertThat(second)
        .singleElement()
        .satisfies(
            f -> assertThat(f.code()).isEqualTo(ProtectError.RESTORE_TARGET_NOT_EMPTY),
            f -> assertThat(f.getMessage()).contains("another restore").contains("running"));
    assertThat(into.resolve("PG_VERSION")).hasContent(Integer.toString(FaultBench.MAJOR));
  }

  @Test
  void aRestoredClusterIsItsOwnersAlone() throws IOException {
    Path into = folder.resolve("data");

    restore(into, Progress.NONE);

    try (Stream<Path> all = Files.walk(into)) {
      for (Path path : all.filter(p -> !Files.isSymbolicLink(p)).toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as(path.toString())
            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
      }
    }
    assertThat(into.resolve(".ballast-restore")).doesNotExist();
  }

  @Test
  void aDamagedPackEndsTheRestoreAndNothingStays() throws IOException {
    try (FaultBench other =
        FaultBench.of(
            TemporaryCluster.of(FaultBench.MAJOR, Clock.system()).tcp().start(), folder)) {
      Backup damaged = other.backup();
      String pack =
          other.objects().stream().filter(n -> n.startsWith("packs/")).findFirst().orElseThrow();
      Path file = other.vault().folder().resolve(pack);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
        bytes.seek(bytes.length() / 2);
        int one = bytes.read();
        bytes.seek(bytes.length() / 2);
        bytes.write(one ^ 1);
      }
      Path into = folder.resolve("not/there/data");

      Fault fault =
          org.assertj.core.api.Assertions.catchThrowableOfType(
              Fault.class,
              () ->
                  new Restore(
                          other.vault(),
                          damaged,
                          FaultBench.into(into),
                          Clock.system(),
                          Progress.NONE)
                      .run());

      assertThat(fault.code()).isEqualTo(VaultError.OBJECT_DAMAGED);
      assertThat(fault.code().exit()).isEqualTo(ExitCode.REFUTED);
      assertThat(folder.resolve("not")).doesNotExist();
    }
  }

  @Test
  void aLocaleThatThisMachineLacksIsNamedBeforeAnythingIsWritten() {
    Backup needsIt = withLocale("shop", "xx_NOPE.UTF-8");
    Path into = folder.resolve("data");

    Fault proving =
        FaultBench.faultOf(
            () ->
                new Proving(
                        bench.vault(),
                        needsIt,
                        ProvingSettings.of("ballast prove"),
                        Clock.system(),
                        Progress.NONE)
                    .run());

    assertThat(proving.code()).isEqualTo(ProtectError.LOCALE_MISSING);
    assertThat(proving.code().exit()).isEqualTo(ExitCode.PRECONDITION);
    assertThat(proving.getMessage()).contains("xx_NOPE.UTF-8");
    assertThat(proving.detail().orElseThrow()).isEqualTo("database shop needs xx_NOPE.UTF-8");
    assertThat(bench.vault().evidence().list()).noneMatch(entry -> entry.isProof());
    // No session could be opened to see whether recovery has ended.
    Backup unusable = withLocale("postgres", "xx_NOPE.UTF-8");
    Fault restoring = FaultBench.faultOf(() -> recover(unusable, into));
    assertThat(restoring.code()).isEqualTo(ProtectError.LOCALE_MISSING);
    assertThat(restoring.hint().orElseThrow()).contains("--files-only");
    assertThat(into).doesNotExist();
  }

  @Test
  void aRestoreWarnsOfALocaleThatThisMachineLacks() {
    PointInTimeRestore.Result result =
        recover(withLocale("shop", "xx_NOPE.UTF-8"), folder.resolve("data"));

    assertThat(result.notes())
        .anySatisfy(note -> assertThat(note).contains("database shop needs xx_NOPE.UTF-8"));
    assertThat(recover(withLocale("shop", "C"), folder.resolve("control")).notes())
        .noneSatisfy(note -> assertThat(note).contains("locale"));
  }

  private static PointInTimeRestore.Result recover(Backup what, Path into) {
    try {
      // The user that servers run as must be able to pass.
      Files.setPosixFilePermissions(into.getParent(), PosixFilePermissions.fromString("rwx--x--x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    TablespaceMapping mapping =
        new TablespaceMapping(
            bench.source().scratch().toString(),
            into.resolveSibling(into.getFileName() + "-tablespace"));
    return new PointInTimeRestore(
            bench.vault(),
            what,
            new RestoreSettings(into, List.of(mapping), 2, false, false),
            Clock.system(),
            Progress.NONE)
        .run(Ending.RECOVERED);
  }

  /// The backup as if a database of the source sorted by that locale.
  private static Backup withLocale(String database, String name) {
    BackupRecord record = backup.record();
    BackupRecord.Origin origin = record.origin();
    Surroundings beside = origin.surroundings().orElseThrow();
    Surroundings other =
        new Surroundings(
            beside.files(),
            beside.settings(),
            beside.rules(),
            beside.maps(),
            List.of(new Surroundings.DatabaseLocale(database, "c", name, name, "", "", "")),
            beside.collations(),
            beside.unread());
    return new Backup(
        backup.id(),
        new BackupRecord(
            new BackupRecord.Origin(
                origin.target(),
                origin.startedAt(),
                origin.endedAt(),
                origin.source(),
                Optional.of(other)),
            record.span(),
            record.copy(),
            record.wal(),
            record.reading(),
            record.quarantine(),
            record.totals(),
            record.phases()));
  }

  /// The library lies beside the source only: `dynamic_library_path` finds it there.
  @Test
  void aMissingLibraryIsNamedBeforeAnythingIsWritten() throws IOException {
    try (TemporaryFolder work = TemporaryFolder.create("libraries");
        FaultBench other =
            FaultBench.of(
                TemporaryCluster.of(FaultBench.MAJOR, Clock.system()).tcp().start(), folder)) {
      Path there = other.source().installation().libraryDirectory().orElseThrow();
      Path beside = other.source().scratch();
      Files.copy(there.resolve("pg_trgm.so"), beside.resolve("only_there.so"));
      Files.copy(there.resolve("fuzzystrmatch.so"), beside.resolve("other_place.so"));
      other.source().own(beside);
      Path absolute = beside.resolve("other_place");
      try (Session session = other.source().session()) {
        session.execute("SET dynamic_library_path = '" + beside + ":$libdir'");
        session.execute(
            "CREATE FUNCTION a() RETURNS real LANGUAGE c AS 'only_there', 'show_limit'");
        session.execute(
            "CREATE FUNCTION b(text) RETURNS text LANGUAGE c AS '" + absolute + "', 'soundex'");
      }
      Backup needsIt = other.backup();
      other.source().close();
      Path into = work.path().resolve("data");

      Fault restoring =
          FaultBench.faultOf(
              () ->
                  new PointInTimeRestore(
                          other.vault(),
                          needsIt,
                          FaultBench.into(into),
                          Clock.system(),
                          Progress.NONE)
                      .run(Ending.RECOVERED));
      Fault proving =
          FaultBench.faultOf(
              () ->
                  new Proving(
                          other.vault(),
                          needsIt,
                          ProvingSettings.of("ballast prove"),
                          Clock.system(),
                          Progress.NONE)
                      .run());

      for (Fault fault : List.of(restoring, proving)) {
        assertThat(fault.code()).isEqualTo(ProtectError.EXTENSION_LIBRARY_MISSING);
        assertThat(fault.code().exit()).isEqualTo(ExitCode.PRECONDITION);
        assertThat(fault.getMessage()).isEqualTo("server lacks " + absolute + ", only_there");
        assertThat(fault.hint().orElseThrow()).contains("Install");
      }
      assertThat(into).doesNotExist();
      assertThat(other.vault().evidence().list()).noneMatch(entry -> entry.isProof());
    }
  }

  private void restore(Path into, Progress progress) {
    TablespaceMapping mapping =
        new TablespaceMapping(
            bench.source().scratch().toString(), into.resolveSibling("tablespace"));
    restore(new RestoreSettings(into, List.of(mapping), 2, false, false), progress);
  }

  private static void restore(RestoreSettings how, Progress progress) {
    new Restore(bench.vault(), backup, how, Clock.system(), progress).run();
  }

  private static List<String> files(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }
}

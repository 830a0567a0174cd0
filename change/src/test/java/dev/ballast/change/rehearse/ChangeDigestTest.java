package dev.ballast.change.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.migrations.SourceRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeDigestTest {
  @TempDir private Path folder;

  /// Computed by another program: each text with its length in four bytes before it, big end first.
  @Test
  void theBytesAreThoseThatAnotherProgramHashes() {
    String up = "87b05ee78d428eb56589988f2402f6ef57a9dfa190fbf094f356bfcc07f87cf3";

    ChangeDigest alone = of("SELECT 1", null);

    assertThat(alone.scripts()).containsExactly(new ChangeDigest.Each("--statement", false, up));
    assertThat(alone.sha256())
        .isEqualTo("5d6b5eb66232d9119627bb5ce21bb1a0ab6663256f73565103e5be44683619b0");
    assertThat(of("SELECT 1", "SELECT 2").sha256())
        .isEqualTo("5287269b5f8dc4082b101b0f26ed9fda24deea012c1884c0dcb54dad6942134c");
  }

  @Test
  void whatDoesNothingDoesNotCount() {
    assertThat(of("-- why\n  SELECT 1 ;\n/* end */", null).sha256())
        .isEqualTo(of("SELECT 1", null).sha256());
  }

  @Test
  void everythingThatRunsCounts() {
    assertThat(
            List.of(
                    of("SELECT 1", null),
                    of("SELECT  1", null),
                    of("SELECT /* a */ 1", null),
                    of("SELECT 1; SELECT 1", null),
                    of("SELECT 1\\; SELECT 1", null),
                    of("SELECT 1", "SELECT 1"),
                    of("SELECT 1\n\\set x 1\n", null),
                    of("COPY t FROM STDIN;\n1\n\\.\n", null),
                    of("COPY t FROM STDIN;\n2\n\\.\n", null))
                .stream()
                .map(ChangeDigest::sha256))
        .doesNotHaveDuplicates();
  }

  @Test
  void theNameOfAFileDoesNotCountItsTransactionsDo() throws IOException {
    ChangeDigest one = ofFile("1.sql", "CREATE TABLE a ();");
    ChangeDigest renamed = ofFile("V7__a.sql", "CREATE TABLE a ();");

    assertThat(ofFile("2.sql", "CREATE TABLE a ();").sha256()).isEqualTo(one.sha256());
    assertThat(renamed.sha256()).as("Flyway wraps it in a transaction").isNotEqualTo(one.sha256());
  }

  private ChangeDigest ofFile(String name, String sql) throws IOException {
    Files.writeString(folder.resolve(name), sql);
    ChangeDigest digest =
        PlannedChange.of(
                new RehearsalRequest.Subject.Migrations(SourceRequest.of(folder, List.of(name))),
                InputStream.nullInputStream())
            .digest();
    Files.delete(folder.resolve(name));
    return digest;
  }

  private static ChangeDigest of(String sql, @Nullable String undo) {
    return PlannedChange.of(
            new RehearsalRequest.Subject.Text(sql, Optional.ofNullable(undo)),
            InputStream.nullInputStream())
        .digest();
  }
}

package dev.ballast.cli.command.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.cli.command.CommandError;
import dev.ballast.evidence.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
  @TempDir private Path folder;

  @Test
  void aReportIsWrittenWholeAndReplacesALongerOne() throws IOException {
    Path file = folder.resolve("report.sarif");
    ReportFile.write(file, "a long report of an earlier run\n");

    ReportFile.write(file, "größe\n");

    assertThat(file).hasContent("größe\n");
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    Path victim = Files.writeString(folder.resolve("victim"), "untouched");
    Path link = Files.createSymbolicLink(folder.resolve("report.sarif"), victim);

    Fault fault = refused(link);

    assertThat(fault.detail().orElseThrow()).startsWith("it is a symbolic link to ");
    assertThat(victim).hasContent("untouched");
  }

  @Test
  void aLinkThatLeadsNowhereMakesNoFile() throws IOException {
    Path target = folder.resolve("made");
    Path link = Files.createSymbolicLink(folder.resolve("report.sarif"), target);

    refused(link);

    assertThat(target).doesNotExist();
  }

  @Test
  void noLinkOnTheWayLeadsOutOfTheWorkingFolder() throws IOException {
    Path inside = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "report");
    Path link = Files.createSymbolicLink(inside.resolve("out"), folder);
    try {
      Fault fault = refused(link.resolve("report.sarif"));

      assertThat(fault.detail()).contains("a link on the way leads out of the working folder");
      assertThat(folder).isEmptyDirectory();
    } finally {
      Files.delete(link);
      Files.delete(inside);
    }
  }

  @Test
  void aFolderThatIsNotThereIsRefusedWithItsReason() {
    Fault fault = refused(folder.resolve("missing/report.sarif"));

    assertThat(fault.detail().orElseThrow()).startsWith("no such file or folder");
  }

  private static Fault refused(Path file) {
    Fault fault = catchThrowableOfType(Fault.class, () -> ReportFile.write(file, "text"));
    assertThat(fault.code()).isEqualTo(CommandError.REPORT_UNWRITABLE);
    return fault;
  }
}

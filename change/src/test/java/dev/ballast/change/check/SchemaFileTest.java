package dev.ballast.change.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.change.ChangeError;
import dev.ballast.evidence.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaFileTest {
  @TempDir private Path folder;

  @Test
  void aDumpIsReadAsPsqlReadsIt() throws IOException {
    Path file = folder.resolve("schema.sql");
    Files.writeString(file, "\\restrict x\nCREATE TABLE t (a int);\nCOPY t FROM stdin;\n1\n\\.\n");

    assertThat(SchemaFile.read(file).parts())
        .extracting(part -> part.getClass().getSimpleName())
        .containsExactly("Meta", "Sql", "Sql", "CopyData");
  }

  @Test
  void whatIsNotThereOrNoTextIsRefusedWithItsReason() throws IOException {
    Path latin = folder.resolve("latin.sql");
    Files.write(latin, "-- größe".getBytes(ISO_8859_1));

    assertThat(refused(folder.resolve("missing.sql")).detail().orElseThrow())
        .startsWith("NoSuchFileException");
    assertThat(refused(latin).detail()).contains("it is not UTF-8 text");
  }

  private static Fault refused(Path file) {
    Fault fault = catchThrowableOfType(Fault.class, () -> SchemaFile.read(file));
    assertThat(fault.code()).isEqualTo(ChangeError.SCHEMA_UNREADABLE);
    return fault;
  }
}

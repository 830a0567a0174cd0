package dev.ballast.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.ExitCode;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ErrorReferenceTest {
  private static final Path REFERENCE = Path.of("..", "docs", "reference");

  @Test
  void exitCodesPageEqualsTheEnum() {
    String rows =
        Stream.of(ExitCode.values())
            .map(code -> "| %d | %s |%n".formatted(code.status(), code.meaning()))
            .collect(Collectors.joining());
    Golden.check(
        REFERENCE.resolve("exit-codes.md"),
        """
        # Exit codes

        Every command ends with one of these. A script can rely on them: a number keeps its meaning.
        The finer reason is in the [error code](errors.md) that is printed.

        | exit | meaning |
        |---:|---|
        """
            + rows);
  }

  @Test
  void errorsPageListsEveryCode() {
    String rows =
        codes().stream()
            .map(
                code ->
                    "| `%s` | %s | %d | %s |%n"
                        .formatted(
                            code.id(),
                            code.blame().name().toLowerCase(Locale.ROOT),
                            code.exit().status(),
                            code.meaning()))
            .collect(Collectors.joining());
    Golden.check(
        REFERENCE.resolve("errors.md"),
        """
        # Errors

        An error is reported in PostgreSQL's own form: what happened with its code, the facts, and what to do.
        With `--output json` it is one line of JSON, the last on standard error. `blame` says who can put
        it right: the `user` (the call, the configuration), the `target` (the guarded server), the
        `environment` (this machine, the vault's storage), or Ballast itself (`bug`). `exit` is the
        [exit code](exit-codes.md).

        | code | blame | exit | meaning |
        |---|---|---:|---|
        """
            + rows);
  }

  @Test
  void codesAreTheSameInNoTwoRooms() {
    assertThat(codes()).extracting(ErrorCode::id).doesNotHaveDuplicates();
  }

  private static List<ErrorCode> codes() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.ballast")
            .stream()
            .filter(type -> type.isEnum() && type.isAssignableTo(ErrorCode.class))
            .map(JavaClass::reflect)
            .flatMap(type -> Stream.of(type.getEnumConstants()))
            .map(ErrorCode.class::cast)
            .sorted(Comparator.comparing(ErrorCode::id))
            .toList();
  }
}

package dev.ballast.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import org.junit.jupiter.api.Test;

class InstallationsTest {
  @Test
  void embeddedAdmitsNothingThatIsInstalled() {
    assertThat(Installations.admitted("embedded").all())
        .extracting(Installation::origin)
        .doesNotContain(Origin.SYSTEM);
  }

  @Test
  void anUnknownWordIsRefusedAndNotTakenForTheDefault() {
    Fault fault = catchThrowableOfType(Fault.class, () -> Installations.admitted("installed"));

    assertThat(fault.code()).isEqualTo(PostgresError.SERVER_NOT_INSTALLED);
    assertThat(fault.hint()).hasValueSatisfying(hint -> assertThat(hint).contains("embedded"));
  }
}

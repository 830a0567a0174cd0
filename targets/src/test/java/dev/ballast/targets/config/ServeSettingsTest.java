package dev.ballast.targets.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Fault;
import dev.ballast.targets.config.ListenSettings.ServerTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeSettingsTest {
  @TempDir private Path folder;

  @Test
  void withoutTheSectionANodeListensOnLoopbackOnly() throws IOException {
    assertThat(read("version: 1\n").listen())
        .isEqualTo(new ListenSettings("127.0.0.1", 8432, java.util.Optional.empty()));
  }

  @Test
  void theWholeSectionIsReadAndPathsStartAtTheFile() throws IOException {
    ListenSettings listen =
        read("""
                version: 1
                serve:
                  listen:
                    address: 10.0.0.5
                    port: 9000
                    certificate: node.pem
                    key: /etc/node.key
                """)
            .listen();

    assertThat(listen.address()).isEqualTo("10.0.0.5");
    assertThat(listen.port()).isEqualTo(9000);
    assertThat(listen.tls())
        .hasValue(new ServerTls(folder.resolve("node.pem"), Path.of("/etc/node.key")));
  }

  @Test
  void literalsOfStatementsAreKeptAndPlansMadeOnlyWhereThatIsConfigured() throws IOException {
    assertThat(read("version: 1\n").statements().literals()).isFalse();
    assertThat(read("version: 1\nserve:\n  statements:\n    literals: true\n").statements())
        .isEqualTo(new StatementSettings(true, false));
    assertThat(read("version: 1\nserve:\n  statements:\n    plans: true\n").statements())
        .isEqualTo(new StatementSettings(false, true));
    Fault fault =
        catchThrowableOfType(
            Fault.class, () -> read("version: 1\nserve:\n  statements:\n    literals: perhaps\n"));
    assertThat(fault.detail().orElseThrow()).contains("true or false");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "address: 10.0.0.5 | address that others can reach needs a certificate",
        "address: 0.0.0.0 | address that others can reach needs a certificate",
        "address: '::' | address that others can reach needs a certificate",
        "address: 127.example.com | address that others can reach needs a certificate",
        "address: '127.0.0.1, 10.0.0.5' | host",
        "certificate: node.pem | missing key \"key\"",
        "key: node.key | missing key \"certificate\"",
        "port: 0 | 1 to 65535",
        "adress: 127.0.0.1 | unknown key \"adress\", did you mean \"address\"?",
      })
  void aFaultIsReportedWithItsLine(String line, String reported) {
    Fault fault =
        catchThrowableOfType(
            Fault.class, () -> read("version: 1\nserve:\n  listen:\n    " + line + "\n"));

    assertThat(fault.detail().orElseThrow()).contains(reported).contains("ballast.yaml:");
  }

  private ServeSettings read(String text) throws IOException {
    return Configuration.read(Files.writeString(folder.resolve("ballast.yaml"), text)).serve();
  }
}

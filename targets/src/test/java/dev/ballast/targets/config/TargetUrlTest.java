package dev.ballast.targets.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Authentication;
import dev.ballast.postgres.AuthenticationMethod;
import dev.ballast.postgres.ChannelBinding;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.TlsMode;
import dev.ballast.targets.ProcessEnvironment;
import dev.ballast.targets.TargetsError;
import dev.ballast.targets.secret.PasswordSource;
import dev.ballast.targets.secret.SecretReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetUrlTest {
  private static final ProcessEnvironment BARE = environment(Map.of());

  @Test
  void everyPartReachesItsComponent() {
    Target target =
        Target.ofUrl(
            "postgresql://ballast@db1.example.com:6432/shop?sslmode=verify-full"
                + "&sslrootcert=certs/root.pem&connect_timeout=3&passfile=%2Fetc%2Fpgpass"
                + "&require_auth=scram-sha-256,none&channel_binding=prefer",
            BARE);

    assertThat(target)
        .isEqualTo(
            new Target(
                "db1.example.com:6432",
                new Endpoint(
                    "db1.example.com",
                    6432,
                    "shop",
                    "ballast",
                    new Tls(TlsMode.VERIFY_FULL, Optional.of(Path.of("/srv/certs/root.pem"))),
                    Duration.ofSeconds(3),
                    Authentication.accepting(
                            AuthenticationMethod.SCRAM_SHA_256, AuthenticationMethod.NONE)
                        .withChannelBinding(ChannelBinding.PREFER)),
                new PasswordSource.FromPgPass(Optional.of(Path.of("/etc/pgpass")), false),
                Optional.empty(),
                Objectives.DEFAULTS,
                List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql://, localhost, 5432, postgres, alice",
    "postgres://db1, db1, 5432, postgres, alice",
    "postgresql://bob@, localhost, 5432, postgres, bob",
    "postgresql:///shop, localhost, 5432, shop, alice",
    "postgresql://db1/, db1, 5432, postgres, alice",
    "postgresql://:6432/shop, localhost, 6432, shop, alice",
    "postgresql://db1:/shop, db1, 5432, shop, alice",
    "postgresql://[::1]:6432/shop, ::1, 6432, shop, alice",
    "postgresql://bob@[2001:db8::7]/shop, 2001:db8::7, 5432, shop, bob",
    "postgresql://b%40b%3A@db1/sh%6Fp%2F%C3%A9, db1, 5432, shop/é, b@b:",
    "postgresql://db1/a+b, db1, 5432, a+b, alice",
    "postgresql://db1/shop?, db1, 5432, shop, alice",
    "postgresql://db1?user=bob&port=6432&dbname=shop, db1, 6432, shop, bob",
    "postgresql://bob@db1/shop?host=db2&user=eve, db2, 5432, shop, eve",
    "postgresql://db1/shop?user=b@b, db1, 5432, shop, b@b",
  })
  void partsAreReadAsLibpqReadsThem(
      String url, String host, int port, String database, String user) {
    Endpoint endpoint = Target.ofUrl(url, BARE).endpoint();

    assertThat(List.of(endpoint.host(), endpoint.port(), endpoint.database(), endpoint.user()))
        .isEqualTo(List.of(host, port, database, user));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mysql://db1 | it must start with postgresql://",
        "jdbc:postgresql://db1 | it must start with postgresql://",
        "postgresql://db1,db2/shop | host must be one host: each server is a target of its own",
        "postgresql://%2Fvar%2Frun/shop | host must be a TCP host: Unix sockets are not spoken, use localhost",
        "postgresql://db1:0/shop | port must be a whole number from 1 to 65535",
        "postgresql://db1:http/shop | port must be a whole number from 1 to 65535",
        "postgresql://[::1/shop | an IPv6 address ends with ] and is not empty",
        "postgresql://[]/shop | an IPv6 address ends with ] and is not empty",
        "postgresql://[::1]6432/shop | only : and a port may follow the address within [ ]",
        "postgresql://db1/sh%6 | % is followed by two hexadecimal digits",
        "postgresql://db1/sh%zz | % is followed by two hexadecimal digits",
        "postgresql://db1/sh%00 | %00 is not allowed",
        "postgresql://db1?sslmode | a parameter is written name=value, with one =",
        "postgresql://db1?sslmode=a=b | a parameter is written name=value, with one =",
        "postgresql://db1?sslmod=require | unknown parameter \"sslmod\", did you mean \"sslmode\"?",
        "postgresql://db1?colour=red | unknown parameter \"colour\"; known are channel_binding, connect_timeout, dbname, host, passfile, port, require_auth, sslmode, sslrootcert, user",
        "postgresql://db1?sslmode=prefer | sslmode must not be prefer, which may continue in plain text; one of disable, require, verify-ca, verify-full",
        "postgresql://db1?sslmode=require&sslrootcert=/r.pem | sslrootcert is read only with sslmode verify-ca or verify-full",
        "postgresql://db1?sslmode=verify-ca&sslrootcert=system | sslrootcert=system needs sslmode=verify-full",
        "postgresql://db1?require_auth=gss | require_auth must be one of scram-sha-256, md5, password, none",
        "postgresql://db1?require_auth=!password | require_auth must be one of scram-sha-256, md5, password, none",
        "postgresql://db1?channel_binding=disable | channel_binding must be one of prefer, require",
        "postgresql://localhost?channel_binding=require | channel binding can be required only over TLS",
        "postgresql://db1?channel_binding=require&require_auth=md5 | channel binding can be required only where scram-sha-256 alone is accepted",
        "postgresql://db1?hostaddr=10.0.0.7 | unknown parameter \"hostaddr\"; known are channel_binding, connect_timeout, dbname, host, passfile, port, require_auth, sslmode, sslrootcert, user",
        "postgresql://db1?connect_timeout=0 | connect_timeout must be a whole number from 1 to 300",
      })
  void whatIsWrongIsNamed(String url, String reason) {
    Fault fault = catchThrowableOfType(Fault.class, () -> Target.ofUrl(url, BARE));

    assertThat(fault.code()).isEqualTo(TargetsError.URL_INVALID);
    assertThat(fault.getMessage()).isEqualTo("the target's URL is wrong: " + reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://bob:hunter2@db1/shop",
        "postgresql://bob:@db1/shop",
        "postgresql://db1/shop?password=hunter2",
        "postgresql://db1/shop?sslmod=x&pass%77ord=hunter2&password=hunter2",
      })
  void aPasswordIsRefusedAndNotRepeated(String url) {
    Fault fault = catchThrowableOfType(Fault.class, () -> Target.ofUrl(url, BARE));

    assertThat(fault.code()).isEqualTo(TargetsError.URL_INVALID);
    assertThat(fault + fault.hint().orElse("")).doesNotContain("hunter2");
  }

  @Test
  void theHintForAPasswordNamesTheSafeWays() {
    Fault fault =
        catchThrowableOfType(Fault.class, () -> Target.ofUrl("postgresql://bob:hunter2@db1", BARE));

    assertThat(fault.getMessage()).isEqualTo("the target's URL must not hold a password");
    assertThat(fault.hint().orElseThrow()).contains("ps", "PGPASSWORD", "~/.pgpass");
  }

  @Test
  void libpqsVariablesFillWhatTheUrlLeavesOut() {
    ProcessEnvironment environment =
        environment(
            Map.of(
                "PGHOST",
                "db9",
                "PGPORT",
                "7777",
                "PGUSER",
                "eve",
                "PGDATABASE",
                "shop",
                "PGSSLMODE",
                "verify-full",
                "PGREQUIREAUTH",
                "md5",
                "PGCHANNELBINDING",
                "prefer",
                "PGPASSWORD",
                "hunter2"));

    Target target = Target.ofUrl("postgresql://db1", environment);

    assertThat(target)
        .isEqualTo(
            new Target(
                "db1:7777",
                new Endpoint(
                    "db1",
                    7777,
                    "shop",
                    "eve",
                    new Tls(TlsMode.VERIFY_FULL, Optional.empty()),
                    Duration.ofSeconds(10),
                    Authentication.accepting(AuthenticationMethod.MD5)
                        .withChannelBinding(ChannelBinding.PREFER)),
                new PasswordSource.Referenced(new SecretReference.InVariable("PGPASSWORD")),
                Optional.empty(),
                Objectives.DEFAULTS,
                List.of()));
    assertThat(target.connection(environment).password().orElseThrow().reveal())
        .isEqualTo("hunter2");
    assertThat(target.toString()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql://db1/shop, VERIFY_FULL",
    "postgresql://[2001:db8::7]/shop, VERIFY_FULL",
    "postgresql://[::1]/shop, DISABLE",
    "postgresql://127.0.0.1/shop, DISABLE",
    "postgresql:///shop, DISABLE",
    "postgresql://db1/shop?sslmode=disable, DISABLE",
    "postgresql://db1/shop?sslmode=require, REQUIRE",
  })
  void withoutAChoiceTheServerProvesItselfOffLoopback(String url, TlsMode expected) {
    assertThat(Target.ofUrl(url, BARE).endpoint().tls())
        .isEqualTo(new Tls(expected, Optional.empty()));
  }

  @Test
  void theSystemsOwnRootsMeanFullVerification() {
    assertThat(Target.ofUrl("postgresql://db1?sslrootcert=system", BARE).endpoint().tls())
        .isEqualTo(new Tls(TlsMode.VERIFY_FULL, Optional.empty()));
  }

  private static ProcessEnvironment environment(Map<String, String> variables) {
    return new ProcessEnvironment(variables, Path.of("/srv/alice"), Path.of("/srv"), "alice");
  }
}

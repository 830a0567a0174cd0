package dev.ballast.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PasswordsTest {
  private static final String PASSWORD = "correct horse battery";

  private final Passwords passwords = new Passwords();

  /// A vector of the reference implementation's own tests (phc-winner-argon2, src/test.c).
  @Test
  void aHashOfTheReferenceImplementationIsUnderstood() {
    Optional<String> stored =
        Optional.of(
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ"
                + "$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4");

    assertThat(passwords.matches("password", stored)).isTrue();
    assertThat(passwords.matches("passwore", stored)).isFalse();
  }

  @Test
  void aPasswordHasItsOwnHashAndNoOther() {
    String hash = passwords.hash(PASSWORD);

    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(passwords.hash(PASSWORD)).isNotEqualTo(hash);
    assertThat(passwords.matches(PASSWORD, Optional.of(hash))).isTrue();
    assertThat(passwords.matches("correct horse batterz", Optional.of(hash))).isFalse();
    assertThat(passwords.matches("x".repeat(300), Optional.of(hash))).isFalse();
    assertThat(passwords.matches(PASSWORD, Optional.empty())).isFalse();
    assertThat(passwords.matches("", Optional.empty())).isFalse();
  }

  @Test
  void aStoredHashCannotAskForAllTheMemory() {
    String hash = passwords.hash(PASSWORD).replace("m=19456", "m=4194304");

    assertThatThrownBy(() -> passwords.matches(PASSWORD, Optional.of(hash)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void manyLoginsAtOnceAreRefusedBeforeTheyTakeMemory() throws InterruptedException {
    Optional<String> hash = Optional.of(passwords.hash(PASSWORD));
    List<Callable<Boolean>> logins =
        Stream.generate(() -> (Callable<Boolean>) () -> passwords.matches(PASSWORD, hash))
            .limit(40)
            .toList();
    int done = 0;
    int refused = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> login : threads.invokeAll(logins)) {
        try {
          assertThat(login.get()).isTrue();
          done++;
        } catch (ExecutionException e) {
          assertThat(e.getCause())
              .isInstanceOfSatisfying(
                  Fault.class, f -> assertThat(f.code()).isEqualTo(AccessError.TOO_MANY_REQUESTS));
          refused++;
        }
      }
    }
    assertThat(done).isGreaterThanOrEqualTo(Passwords.WAITING);
    assertThat(refused).isPositive();
    assertThat(done + refused).isEqualTo(40);
  }

  @Test
  void whatIsEasilyGuessedIsRefused() {
    for (String weak : List.of("short", "aaaaaaaaaaaaaaaa", "my name is ann", "x".repeat(257))) {
      assertThatThrownBy(() -> Passwords.requireStrong("ann", weak))
          .isInstanceOfSatisfying(
              Fault.class,
              f -> {
                assertThat(f.code()).isEqualTo(AccessError.PASSWORD_WEAK);
                assertThat(f.toString()).doesNotContain(weak);
              });
    }
    assertThatCode(() -> Passwords.requireStrong("ann", PASSWORD)).doesNotThrowAnyException();
  }
}

package dev.ballast.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.StringPreparation;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScramVerifierTest {
  private static final String PASSWORD = "k2PZx0_vA-9fQwErTy";
  private static final Pattern FORM = Pattern.compile("SCRAM-SHA-256\\$1:([^$]+)\\$([^:]+):(.+)");

  private static MatchResult parts(String verifier) {
    Matcher matcher = FORM.matcher(verifier);
    assertThat(matcher.matches()).as(verifier).isTrue();
    return matcher.toMatchResult();
  }

  private static byte[] bytes(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  @Test
  void itIsWhatAClientOfThatPasswordProves() {
    MatchResult parts = parts(ScramVerifier.ofRandom(new Password(PASSWORD)));
    ScramMechanism sha256 = ScramMechanism.SCRAM_SHA_256;
    byte[] salted =
        ScramFunctions.saltedPassword(
            sha256,
            StringPreparation.POSTGRESQL_PREPARATION,
            PASSWORD.toCharArray(),
            bytes(parts.group(1)),
            1);

    assertThat(bytes(parts.group(2)))
        .isEqualTo(ScramFunctions.storedKey(sha256, ScramFunctions.clientKey(sha256, salted)));
    assertThat(bytes(parts.group(3))).isEqualTo(ScramFunctions.serverKey(sha256, salted));
  }

  @Test
  void eachHasASaltOfItsOwn() {
    Password password = new Password(PASSWORD);
    assertThat(parts(ScramVerifier.ofRandom(password)).group(1))
        .isNotEqualTo(parts(ScramVerifier.ofRandom(password)).group(1));
  }

  /// What can be guessed needs the iterations; what is not ASCII is prepared by other rules.
  @ParameterizedTest
  @ValueSource(strings = {"", "fifteen letters", "sixteen letters \u00e9"})
  void whatIsNoRandomPasswordIsRefused(String text) {
    assertThatThrownBy(() -> ScramVerifier.ofRandom(new Password(text)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package dev.ballast.server.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.ballast.server.oidc.IdToken.Expected;
import dev.ballast.server.oidc.IdToken.Unbelievable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Attacks on the token of a provider, each beside the sound token that it differs from.
class IdTokenTest {
  private static final LocalProvider PROVIDER = LocalProvider.start();
  private static final LocalProvider OTHER = LocalProvider.start();
  private static final Instant NOW = Instant.parse("2026-11-29T20:15:00Z");

  @AfterAll
  static void end() {
    PROVIDER.close();
    OTHER.close();
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(PROVIDER.issuer())
        .audience(LocalProvider.CLIENT)
        .subject("1234")
        .claim("nonce", "n-1")
        .claim("preferred_username", "ann")
        .claim("groups", List.of("dba", "all"))
        .issueTime(Date.from(NOW))
        .expirationTime(Date.from(NOW.plusSeconds(300)));
  }

  private static IdToken verify(String token) throws Unbelievable {
    return IdToken.verified(
        token,
        PROVIDER.keys(),
        new Expected(PROVIDER.issuer(), LocalProvider.CLIENT, "n-1", "groups", NOW));
  }

  private static void unbelievable(String why, JWTClaimsSet.Builder claims) {
    unbelievable(why, PROVIDER.signed(JWSAlgorithm.RS256, claims.build()));
  }

  private static void unbelievable(String why, String token) {
    assertThatThrownBy(() -> verify(token)).isInstanceOf(Unbelievable.class).hasMessage(why);
  }

  @Test
  void soundTokensOfBothAlgorithmsAreBelieved() throws Unbelievable {
    for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256)) {
      assertThat(verify(PROVIDER.signed(algorithm, claims().build())))
          .isEqualTo(new IdToken("1234", Optional.of("ann"), List.of("dba", "all")));
    }
    JWTClaimsSet several =
        claims().audience(List.of("other", "ballast")).claim("azp", "ballast").build();
    assertThat(verify(PROVIDER.signed(JWSAlgorithm.ES256, several)).subject()).isEqualTo("1234");
    // Clocks that are a little apart.
    assertThat(
            verify(
                    PROVIDER.signed(
                        JWSAlgorithm.ES256,
                        claims().issueTime(Date.from(NOW.plusSeconds(50))).build()))
                .subject())
        .isEqualTo("1234");
  }

  @Test
  void claimsForAnotherTimePlaceOrLoginAreNot() {
    unbelievable("it is of another issuer", claims().issuer(OTHER.issuer()));
    unbelievable("it is of another issuer", claims().issuer(PROVIDER.issuer() + "/"));
    unbelievable("it is for another client", claims().audience("other"));
    unbelievable("it is for another client", claims().audience(List.of()));
    unbelievable("it was given to another client", claims().audience(List.of("ballast", "other")));
    unbelievable("it was given to another client", claims().claim("azp", "other"));
    unbelievable("it answers another attempt to log in", claims().claim("nonce", "n-2"));
    unbelievable("it answers another attempt to log in", claims().claim("nonce", null));
    unbelievable(
        "it has expired",
        claims()
            .issueTime(Date.from(NOW.minusSeconds(300)))
            .expirationTime(Date.from(NOW.minusSeconds(61))));
    unbelievable(
        "it does not say when it was issued and until when it is good",
        claims().expirationTime(null));
    unbelievable(
        "it was issued at another time",
        claims().issueTime(Date.from(NOW.minus(Duration.ofMinutes(11)))));
    unbelievable(
        "it was issued at another time", claims().issueTime(Date.from(NOW.plusSeconds(120))));
    unbelievable("it names nobody", claims().subject(" "));
    unbelievable("it names nobody", claims().subject(null));
    unbelievable("a claim has another type", claims().claim("groups", "admins"));
  }

  @Test
  void signaturesOfAnybodyElseAreNot() throws JOSEException {
    String signature = "its signature is not one of the provider's";
    unbelievable("it is not a signed token", new PlainJWT(claims().build()).serialize());
    unbelievable(signature, OTHER.signed(JWSAlgorithm.RS256, claims().build()));
    // The provider's public key, which everybody has, as a shared secret.
    for (byte[] secret :
        List.of(
            PROVIDER.rsa().toRSAPublicKey().getEncoded(),
            PROVIDER.rsa().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))) {
      SignedJWT forged =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("r").build(), claims().build());
      forged.sign(new MACSigner(secret));
      unbelievable(signature, forged.serialize());
    }
    String sound = PROVIDER.signed(JWSAlgorithm.RS256, claims().build());
    String unsigned = sound.substring(0, sound.lastIndexOf('.') + 1);
    unbelievable("it is not a signed token", "");
    unbelievable("it is not a signed token", "a.b.c");
    int first = sound.indexOf('.');
    String other =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                claims().subject("admin").build().toString().getBytes(StandardCharsets.UTF_8));
    unbelievable(
        signature, sound.substring(0, first + 1) + other + sound.substring(sound.lastIndexOf('.')));
    assertThatThrownBy(() -> verify(unsigned)).isInstanceOf(Unbelievable.class);
    // A key of the sender's in the header.
    SignedJWT own =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .jwk(OTHER.rsa().toPublicJWK())
                .keyID("r")
                .build(),
            claims().build());
    own.sign(new RSASSASigner(OTHER.rsa()));
    unbelievable(signature, own.serialize());
  }
}

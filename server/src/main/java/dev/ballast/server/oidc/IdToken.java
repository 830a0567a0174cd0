package dev.ballast.server.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a provider says of a person who logged in, once it was verified (OpenID Connect Core 1.0,
/// section 3.1.3.7).
///
/// @param subject who it is at this provider, forever
/// @param name what the person is called there; not unique, not lasting
/// @param groups that the person is in
record IdToken(String subject, Optional<String> name, List<String> groups) {
  /// Signatures by a key that the provider alone has; none and shared secrets are not among them.
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

  /// How far the clocks of provider and node may be apart.
  private static final Duration SKEW = Duration.ofSeconds(60);

  /// How old a token may be that was asked for a moment ago.
  private static final Duration OLDEST = Duration.ofMinutes(10);

  private static final String NONCE = "nonce";
  private static final String PARTY = "azp";

  IdToken {
    groups = List.copyOf(groups);
  }

  /// Why a token is not believed. The message says so, without what is in the token.
  static final class Unbelievable extends Exception {
    private static final long serialVersionUID = 1L;

    Unbelievable(String why) {
      super(why);
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }

  /// What a token must say.
  ///
  /// @param audience the client's id
  /// @param groupsClaim the claim that lists groups
  record Expected(String issuer, String audience, String nonce, String groupsClaim, Instant now) {}

  /// Verifies signature and claims, and throws why the token is not believed.
  static IdToken verified(String text, JWKSet keys, Expected expected) throws Unbelievable {
    JWTClaimsSet claims = signed(text, keys);
    require(expected.issuer().equals(claims.getIssuer()), "it is of another issuer");
    require(claims.getAudience().contains(expected.audience()), "it is for another client");
    require(
        claims.getClaim(PARTY) == null
            ? claims.getAudience().size() == 1
            : expected.audience().equals(claims.getClaim(PARTY)),
        "it was given to another client");
    require(
        expected.nonce().equals(claims.getClaim(NONCE)), "it answers another attempt to log in");
    require(
        instant(claims.getExpirationTime()).isAfter(expected.now().minus(SKEW)), "it has expired");
    Instant issued = instant(claims.getIssueTime());
    require(
        issued.isAfter(expected.now().minus(OLDEST)) && issued.isBefore(expected.now().plus(SKEW)),
        "it was issued at another time");
    String subject = claims.getSubject();
    if (subject == null || subject.isBlank()) {
      throw new Unbelievable("it names nobody");
    }
    try {
      return new IdToken(
          subject,
          Optional.ofNullable(claims.getStringClaim("preferred_username")),
          Optional.ofNullable(claims.getStringListClaim(expected.groupsClaim())).orElse(List.of()));
    } catch (ParseException e) {
      throw new Unbelievable("a claim has another type");
    }
  }

  private static JWTClaimsSet signed(String text, JWKSet keys) throws Unbelievable {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keys)));
    // Claims are judged here, by the node's clock.
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
    try {
      return processor.process(SignedJWT.parse(text), null);
    } catch (ParseException e) {
      throw new Unbelievable("it is not a signed token");
    } catch (BadJOSEException | JOSEException e) {
      throw new Unbelievable("its signature is not one of the provider's");
    }
  }

  private static Instant instant(Date date) throws Unbelievable {
    if (date == null) {
      throw new Unbelievable("it does not say when it was issued and until when it is good");
    }
    return date.toInstant();
  }

  private static void require(boolean holds, String otherwise) throws Unbelievable {
    if (!holds) {
      throw new Unbelievable(otherwise);
    }
  }
}

package dev.ballast.observe.medium;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// By which a receiver knows who sent a message.
public final class Signature {
  /// The header that it is sent in.
  public static final String HEADER = "Ballast-Signature";

  private static final String HMAC = "HmacSHA256";

  private Signature() {}

  /// `t=SECONDS,v1=HEX`: the HMAC-SHA256 of the seconds since 1970, a full stop and the body, so
  /// that an old message cannot be sent again as a new one.
  public static String of(String key, String body, Instant at) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), HMAC));
      mac.update((at.getEpochSecond() + ".").getBytes(StandardCharsets.US_ASCII));
      return "t=%d,v1=%s"
          .formatted(
              at.getEpochSecond(),
              HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

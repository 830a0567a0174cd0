package dev.ballast.vault.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultId;
import dev.ballast.vault.log.Head;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against an authority of the test's own, on loopback.
class TimeStampsTest {
  private static final SignedHead HEAD =
      SignedHead.unsigned(
          new VaultId("000102030405060708090a0b0c0d0e0f"),
          new Head(17, "ab".repeat(32)),
          Instant.parse("2026-11-20T07:22:57Z"));

  @TempDir Path directory;
  private TestAuthority authority;

  @BeforeEach
  void open() throws IOException {
    authority = TestAuthority.start(directory);
  }

  @AfterEach
  void close() {
    authority.close();
  }

  private static void assertFault(VaultError code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }

  @Test
  void aStampIsCheckedWithoutTheAuthority() {
    SignedHead stamped = TimeStamps.stamp(HEAD, authority.url());
    authority.close();
    SignedHead read = SignedHead.parse(stamped.json());
    assertThat(TimeStamps.requireStamped(read, authority.root())).isEqualTo(TestAuthority.TIME);
  }

  @Test
  void aStampOfAnotherHeadIsForged() {
    SignedHead stamped = TimeStamps.stamp(HEAD, authority.url());
    SignedHead other =
        new SignedHead(
            HEAD.vault(), 16, HEAD.hash(), HEAD.at(), HEAD.signature(), stamped.timestamp());
    assertFault(
        VaultError.TIME_STAMP_FORGED, () -> TimeStamps.requireStamped(other, authority.root()));
  }

  @Test
  void aStampOfAnAuthorityThatTheRootDoesNotVouchForIsForged() throws IOException {
    try (TestAuthority other = TestAuthority.start(directory.resolve("other"))) {
      SignedHead stamped = TimeStamps.stamp(HEAD, other.url());
      assertFault(
          VaultError.TIME_STAMP_FORGED, () -> TimeStamps.requireStamped(stamped, authority.root()));
    }
  }

  @Test
  void aStampWithAnyAlteredByteIsForgedOrStillTheSameTime() {
    SignedHead stamped = TimeStamps.stamp(HEAD, authority.url());
    byte[] token = Base64.getDecoder().decode(stamped.timestamp());
    for (int i = 0; i < token.length; i++) {
      byte[] flipped = token.clone();
      flipped[i] ^= 1;
      SignedHead altered = HEAD.stamped(flipped);
      try {
        // bytes outside of what is signed may change; what they say may not
        assertThat(TimeStamps.requireStamped(altered, authority.root()))
            .isEqualTo(TestAuthority.TIME);
      } catch (Fault fault) {
        assertThat(fault.code()).isEqualTo(VaultError.TIME_STAMP_FORGED);
      }
    }
    assertFault(
        VaultError.TIME_STAMP_FORGED, () -> TimeStamps.requireStamped(HEAD, authority.root()));
  }

  @Test
  void whatIsNoAuthorityGivesNoStamp() {
    URI url = authority.url();
    assertFault(
        VaultError.TIME_STAMP_REFUSED, () -> TimeStamps.stamp(HEAD, url.resolve("/nothing")));
    assertFault(
        VaultError.TIME_STAMP_REFUSED, () -> TimeStamps.stamp(HEAD, url.resolve("/garbage")));
    assertFault(
        VaultError.TIME_STAMP_REFUSED, () -> TimeStamps.stamp(HEAD, url.resolve("/other-hash")));
    authority.close();
    assertFault(VaultError.TIME_STAMP_REFUSED, () -> TimeStamps.stamp(HEAD, url));
  }
}

package dev.ballast.vault.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.format.VaultId;
import dev.ballast.vault.log.Head;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadKeysTest {
  private static final VaultId VAULT = new VaultId("000102030405060708090a0b0c0d0e0f");
  private static final SignedHead HEAD =
      SignedHead.unsigned(
          VAULT, new Head(17, "ab".repeat(32)), Instant.parse("2026-11-20T07:22:57Z"));

  /// RFC 8410, section 10.3, and its public half from 10.1.
  private static final String RFC_PRIVATE =
      """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
      -----END PRIVATE KEY-----
      """;

  private static final String RFC_PUBLIC =
      """
      -----BEGIN PUBLIC KEY-----
      MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
      -----END PUBLIC KEY-----
      """;

  @TempDir Path directory;
  private Path privateKey;
  private Path publicKey;

  @BeforeEach
  void writeKeys() throws IOException {
    privateKey = Files.writeString(directory.resolve("head.key"), RFC_PRIVATE);
    publicKey = Files.writeString(directory.resolve("head.pub"), RFC_PUBLIC);
  }

  private static void assertFault(VaultError code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }

  @Test
  void aSignedHeadComesBackFromItsFileAndIsBelieved() {
    SignedHead signed = HeadKeys.sign(HEAD, privateKey);
    SignedHead read = SignedHead.parse(signed.json());
    assertThat(read).isEqualTo(signed);
    assertThat(read.head()).isEqualTo(HEAD.head());
    assertThat(read.hasSignature()).isTrue();
    HeadKeys.requireSigned(read, publicKey);
  }

  @Test
  void anyOtherHeadUnderTheSameSignatureIsForged() {
    SignedHead s = HeadKeys.sign(HEAD, privateKey);
    for (SignedHead forged :
        new SignedHead[] {
          new SignedHead(VaultId.random(), s.seq(), s.hash(), s.at(), s.signature(), ""),
          new SignedHead(s.vault(), 16, s.hash(), s.at(), s.signature(), ""),
          new SignedHead(s.vault(), s.seq(), "cd".repeat(32), s.at(), s.signature(), ""),
          new SignedHead(s.vault(), s.seq(), s.hash(), s.at().plusSeconds(1), s.signature(), ""),
          new SignedHead(s.vault(), s.seq(), s.hash(), s.at(), "", ""),
          new SignedHead(s.vault(), s.seq(), s.hash(), s.at(), "AAAA", "")
        }) {
      assertFault(VaultError.HEAD_FORGED, () -> HeadKeys.requireSigned(forged, publicKey));
    }
  }

  @Test
  void aHeadSignedWithAnotherKeyIsForged() throws IOException, GeneralSecurityException {
    KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Path otherKey =
        Files.writeString(
            directory.resolve("other.key"),
            "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(other.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n");
    SignedHead signed = HeadKeys.sign(HEAD, otherKey);
    assertFault(VaultError.HEAD_FORGED, () -> HeadKeys.requireSigned(signed, publicKey));
  }

  @Test
  void aFileThatHoldsNoSuchKeyIsReportedAsSuch() throws IOException {
    Path text = Files.writeString(directory.resolve("text"), "no key");
    assertFault(VaultError.HEAD_KEY_MALFORMED, () -> HeadKeys.sign(HEAD, text));
    assertFault(VaultError.HEAD_KEY_MALFORMED, () -> HeadKeys.sign(HEAD, publicKey));
    assertFault(
        VaultError.HEAD_KEY_MALFORMED, () -> HeadKeys.sign(HEAD, directory.resolve("missing")));
  }

  @Test
  void aFileThatHoldsNoHeadIsMalformed() {
    for (String json : new String[] {"", "{}", "null", "17:abc", HEAD.json().replace("17", "-1")}) {
      assertFault(VaultError.HEAD_MALFORMED, () -> SignedHead.parse(json));
    }
  }
}

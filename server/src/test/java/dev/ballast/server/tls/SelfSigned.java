package dev.ballast.server.tls;

import dev.ballast.targets.config.ListenSettings.ServerTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/// A certificate that signed itself, and its key, as files.
public record SelfSigned(ServerTls files) {

  /// Makes one.
  ///
  /// @param kind `RSA`, `EC` or `Ed25519`
  public static SelfSigned make(Path folder, String kind, Instant from, Instant until) {
    ServerTls files = new ServerTls(folder.resolve("node.pem"), folder.resolve("node.key"));
    try {
      KeyPair pair = KeyPairGenerator.getInstance(kind).generateKeyPair();
      write(files.key(), new PemObject("PRIVATE KEY", pair.getPrivate().getEncoded()));
      write(files.certificate(), certificate(pair, kind, from, until));
      return new SelfSigned(files);
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static X509CertificateHolder certificate(
      KeyPair pair, String kind, Instant from, Instant until) throws OperatorCreationException {
    X500Name name = new X500Name("CN=node of a test");
    String signature =
        switch (kind) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> kind;
        };
    return new JcaX509v3CertificateBuilder(
            name,
            BigInteger.valueOf(from.toEpochMilli()),
            Date.from(from),
            Date.from(until),
            name,
            pair.getPublic())
        .build(new JcaContentSignerBuilder(signature).build(pair.getPrivate()));
  }

  private static void write(Path file, Object content) throws IOException {
    try (Writer out = Files.newBufferedWriter(file);
        JcaPEMWriter pem = new JcaPEMWriter(out)) {
      pem.writeObject(content);
    }
  }
}

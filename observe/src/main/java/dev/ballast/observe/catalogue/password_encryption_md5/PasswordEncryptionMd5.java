package dev.ballast.observe.catalogue.password_encryption_md5;

import dev.ballast.observe.check.SwitchCheck;
import dev.ballast.store.alert.Urgency;
import org.jspecify.annotations.NullMarked;

/// A server that stores passwords as MD5.
@NullMarked
public final class PasswordEncryptionMd5 extends SwitchCheck {
  public PasswordEncryptionMd5() {
    super(
        "password-encryption-md5",
        Urgency.TICKET,
        new Position(
            "password_encryption",
            "md5",
            "scram-sha-256",
            When.RELOAD,
            "who sees a stored password can log in with it"));
  }
}

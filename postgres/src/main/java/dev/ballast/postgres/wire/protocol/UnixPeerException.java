package dev.ballast.postgres.wire.protocol;

import java.io.IOException;

/// Somebody listens at a Unix-domain socket who is neither the owner of its folder nor root.
public final class UnixPeerException extends IOException {
  private static final long serialVersionUID = 1L;

  UnixPeerException(String message) {
    super(message);
  }
}

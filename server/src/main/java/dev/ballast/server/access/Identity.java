package dev.ballast.server.access;

import dev.ballast.store.access.Account;
import dev.ballast.store.access.ApiToken;
import dev.ballast.store.access.SecretHash;
import java.time.Instant;

/// Who a request is of. Holds no secret.
public sealed interface Identity {

  /// As entries of the audit name it.
  String who();

  /// Nobody that is known.
  record Nobody() implements Identity {
    @Override
    public String who() {
      return "-";
    }
  }

  /// One who can read the token in the node's folder: the user of the operating system that the
  /// node runs as.
  record Owner() implements Identity {
    @Override
    public String who() {
      return "owner";
    }
  }

  /// A person who is logged in.
  ///
  /// @param session which session it is
  /// @param endsAt when it ends at the latest
  record Person(Account account, SecretHash session, Instant endsAt) implements Identity {
    @Override
    public String who() {
      return "user " + account.name();
    }
  }

  /// A person or program whom the store cannot confirm at present, and confirmed a while ago.
  record Remembered(Identity known) implements Identity {
    @Override
    public String who() {
      return known.who();
    }
  }

  /// A program with a token.
  record Program(ApiToken token) implements Identity {
    @Override
    public String who() {
      return "token " + token.prefix() + token.owner().map(o -> " of " + o).orElse("");
    }
  }
}

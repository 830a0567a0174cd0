package dev.ballast.postgres.wire.protocol;

import java.util.List;

/// What a server said without being asked while it worked.
///
/// @param messages in the order they came, at most a thousand
/// @param dropped how many more came
public record ServerNotices(List<ServerMessage> messages, long dropped) {
  public ServerNotices {
    messages = List.copyOf(messages);
    if (dropped < 0) {
      throw new IllegalArgumentException("dropped is negative: " + dropped);
    }
  }

  public boolean isEmpty() {
    return messages.isEmpty();
  }
}

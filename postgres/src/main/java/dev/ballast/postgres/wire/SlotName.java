package dev.ballast.postgres.wire;

import java.util.regex.Pattern;

/// The name of a replication slot, as `ReplicationSlotValidateName` allows it.
public record SlotName(String value) {
  private static final Pattern ALLOWED = Pattern.compile("[a-z0-9_]{1,63}");

  public SlotName {
    if (!ALLOWED.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "not a slot name (1 to 63 of a-z, 0-9 and underscore): " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

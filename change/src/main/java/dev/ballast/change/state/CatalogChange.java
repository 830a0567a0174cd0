package dev.ballast.change.state;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// One thing that is not as it was.
public sealed interface CatalogChange {
  ObjectIdentity identity();

  /// One sentence, without a full stop.
  String sentence();

  /// An object that was not there.
  ///
  /// @param parts how many columns, constraints and the like came with it
  record Added(ObjectIdentity identity, long parts) implements CatalogChange {
    public Added {
      requireNonNull(identity, "identity is null");
    }

    @Override
    public String sentence() {
      return identity.display() + ": added" + with(parts);
    }
  }

  /// An object that is not there any more.
  ///
  /// @param parts how many columns, constraints and the like are gone with it
  record Removed(ObjectIdentity identity, long parts) implements CatalogChange {
    public Removed {
      requireNonNull(identity, "identity is null");
    }

    @Override
    public String sentence() {
      return identity.display() + ": removed" + with(parts);
    }
  }

  /// An attribute of another value.
  record Altered(
      ObjectIdentity identity, String attribute, Optional<String> from, Optional<String> to)
      implements CatalogChange {
    public Altered {
      requireNonNull(identity, "identity is null");
      requireNonNull(attribute, "attribute is null");
      requireNonNull(from, "from is null");
      requireNonNull(to, "to is null");
    }

    @Override
    public String sentence() {
      String what = "%s: %s ".formatted(identity.display(), attribute.replace('_', ' '));
      return identity.kind().hides(attribute)
          ? what + "differs (it is not shown)"
          : what + ShownChange.of(from, to);
    }
  }

  private static String with(long parts) {
    return switch ((int) Math.min(parts, 2)) {
      case 0 -> "";
      case 1 -> " with 1 part";
      default -> " with %d parts".formatted(parts);
    };
  }
}

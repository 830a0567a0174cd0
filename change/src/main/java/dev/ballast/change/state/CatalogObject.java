package dev.ballast.change.state;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// An object and what the catalogues say of it, in the order of its kind's attributes.
public record CatalogObject(ObjectIdentity identity, List<Attribute> attributes) {
  public CatalogObject {
    requireNonNull(identity, "identity is null");
    attributes = List.copyOf(attributes);
    if (attributes.size() != identity.kind().attributes().size()) {
      throw new IllegalArgumentException("not the attributes of a " + identity.kind());
    }
  }
}

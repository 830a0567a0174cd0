package dev.ballast.store.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One thing that a target has.
///
/// @param key what tells it from the others of its inventory
public record Item(String key, List<Attribute> attributes) {
  public Item {
    key = key.replace('\0', '\uFFFD');
    attributes = List.copyOf(attributes);
  }

  /// An item of which no more is known than that it is there.
  public static Item of(String key) {
    return new Item(key, List.of());
  }

  /// The same item with an attribute more.
  public Item with(String name, String value) {
    List<Attribute> more = new ArrayList<>(attributes);
    more.add(new Attribute(name, value));
    return new Item(key, more);
  }

  /// The same item with an attribute more, where there is one.
  public Item with(String name, Optional<String> value) {
    return value.map(v -> with(name, v)).orElse(this);
  }

  public Optional<String> attribute(String name) {
    return attributes.stream().filter(a -> a.name().equals(name)).map(Attribute::value).findFirst();
  }
}

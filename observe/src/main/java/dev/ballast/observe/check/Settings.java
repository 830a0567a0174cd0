package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.store.inventory.Inventory;
import dev.ballast.store.inventory.Item;
import java.util.Optional;
import java.util.OptionalLong;

/// The settings of a server as they were read last.
///
/// @param inventory of kind `setting`
public record Settings(Inventory inventory) {
  private static final long KILO = 1024;
  private static final long BLOCK = 8192;

  public Settings {
    requireNonNull(inventory, "inventory is null");
  }

  /// As `pg_settings.setting` has it; empty where the server has none of that name or hides it.
  public Optional<String> value(String name) {
    return inventory.item(name).flatMap(item -> item.attribute("value"));
  }

  public Optional<String> source(String name) {
    return inventory.item(name).flatMap(item -> item.attribute("source"));
  }

  /// Whether nobody has set it.
  public boolean isDefault(String name) {
    return source(name).filter("default"::equals).isPresent();
  }

  /// A number in the setting's own unit.
  public OptionalLong number(String name) {
    return value(name)
        .filter(text -> !text.isEmpty() && text.chars().allMatch(c -> c == '-' || isDigit(c)))
        .map(text -> OptionalLong.of(Long.parseLong(text)))
        .orElse(OptionalLong.empty());
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /// An amount of memory or of disk, in bytes.
  public OptionalLong bytes(String name) {
    OptionalLong number = number(name);
    OptionalLong unit = unit(name);
    return number.isPresent() && unit.isPresent() && number.getAsLong() >= 0
        ? OptionalLong.of(number.getAsLong() * unit.getAsLong())
        : OptionalLong.empty();
  }

  private OptionalLong unit(String name) {
    String unit = inventory.item(name).flatMap(item -> item.attribute("unit")).orElse("");
    return switch (unit) {
      case "B" -> OptionalLong.of(1);
      case "kB" -> OptionalLong.of(KILO);
      case "8kB" -> OptionalLong.of(BLOCK);
      case "16kB" -> OptionalLong.of(2 * BLOCK);
      case "32kB" -> OptionalLong.of(4 * BLOCK);
      case "MB" -> OptionalLong.of(KILO * KILO);
      default -> OptionalLong.empty();
    };
  }

  /// Whether an item is a setting of a role or a database rather than of the server.
  public static boolean isOverride(Item item) {
    return item.attribute("source").isEmpty();
  }
}

package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import dev.ballast.targets.secret.SecretReference;
import java.nio.file.Path;
import java.util.Optional;

/// A vault as the configuration names it.
///
/// @param folder absolute
/// @param key where the master key is
/// @param id the id that the vault must have, 32 hex digits, where it is pinned
/// @param headKey the public key that signed heads of its evidence log are checked with, where
/// there is one
public record VaultDeclaration(
    String name, Path folder, SecretReference key, Optional<String> id, Optional<Path> headKey) {
  public VaultDeclaration {
    requireNonNull(name, "name is null");
    requireNonNull(folder, "folder is null");
    requireNonNull(key, "key is null");
    requireNonNull(id, "id is null");
    requireNonNull(headKey, "headKey is null");
  }

  /// A vault that is known by its folder only.
  public VaultDeclaration(String name, Path folder, SecretReference key) {
    this(name, folder, key, Optional.empty(), Optional.empty());
  }
}

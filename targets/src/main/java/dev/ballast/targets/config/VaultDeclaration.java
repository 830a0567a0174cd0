package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import dev.ballast.targets.secret.SecretReference;
import java.nio.file.Path;

/// A vault as the configuration names it.
///
/// @param folder absolute
/// @param key where the master key is
public record VaultDeclaration(String name, Path folder, SecretReference key) {
  public VaultDeclaration {
    requireNonNull(name, "name is null");
    requireNonNull(folder, "folder is null");
    requireNonNull(key, "key is null");
  }
}

package dev.ballast.sample;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.Password;
import dev.ballast.sample.data.Population;
import java.nio.file.Path;
import java.util.Optional;

/// What shop to make. Equal seed and scale give equal rows on every machine and every major.
///
/// @param scale 1 is about 50 MB on disk, 100 about 5 GB; from 0.01 to 1000
/// @param tablespaceDirectory a folder of the server's machine that exists, is empty and belongs to
///     the server's user; without it everything is in the default tablespace
/// @param applicationPassword of the roles `shop_app` and `shop_readonly`; without it they get none
///     and the server must trust them
public record ShopSettings(
    long seed,
    double scale,
    Optional<Path> tablespaceDirectory,
    Optional<Password> applicationPassword) {
  public ShopSettings {
    requireNonNull(tablespaceDirectory, "tablespaceDirectory is null");
    requireNonNull(applicationPassword, "applicationPassword is null");
    if (!(scale >= Population.SMALLEST_SCALE && scale <= Population.LARGEST_SCALE)) {
      throw new IllegalArgumentException("scale is not between 0.01 and 1000: " + scale);
    }
  }

  public static ShopSettings of(long seed, double scale) {
    return new ShopSettings(seed, scale, Optional.empty(), Optional.empty());
  }

  public ShopSettings withTablespaceDirectory(Path directory) {
    return new ShopSettings(seed, scale, Optional.of(directory), applicationPassword);
  }

  public ShopSettings withApplicationPassword(Password password) {
    return new ShopSettings(seed, scale, tablespaceDirectory, Optional.of(password));
  }
}

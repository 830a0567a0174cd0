import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Tls;
import dev.ballast.sample.Shop;
import dev.ballast.sample.ShopSettings;
import java.util.Optional;

/// Fills a server on loopback with the sample shop: `java -cp 'lib/*' MakeShop.java PORT SCALE`.
final class MakeShop {
  private static final long SEED = 1;

  private MakeShop() {}

  public static void main(String[] args) {
    ConnectionSettings superuser =
        new ConnectionSettings(
            "127.0.0.1",
            Integer.parseInt(args[0]),
            "postgres",
            "postgres",
            Optional.empty(),
            Tls.DISABLED,
            ConnectionSettings.DEFAULT_CONNECT_TIMEOUT);
    Shop.create(superuser, ShopSettings.of(SEED, Double.parseDouble(args[1])), System.err::println);
  }
}

package dev.ballast.sample.data;

/// The shop's vocabulary. Rare words stand behind frequent ones, and drawing favours the front, so
/// that text is about as repetitive as what people write.
public final class Vocabulary {
  private static final String[] FIRST_NAMES =
      split(
          """
          Anna Lena Marie Sofia Emma Julia Clara Nora Ida Zoë Agnieszka Łucja Beatriz Inês Aoife Priya
          Mei Yuki Fatima Amina Olena Katarzyna Chloé Renée Jonas Peter Paul Liam Noah Emil Oskar Tomás
          José André Łukasz Piotr Sean Arjun Wei Kenji Omar Yusuf Dmytro Mateusz Jürgen Søren Björn Hugo
          """);
  private static final String[] LAST_NAMES =
      split(
          """
          Meyer Schmidt Weber Wagner Fischer Koch Richter Klein Wolf Neumann Schwarz Zimmermann Krüger
          Kowalski Nowak Wiśniewski Lewandowski Silva Santos Ferreira Pereira O'Brien Murphy Kelly Walsh
          Smith Jones Taylor Brown Davies Evans Wilson Johnson Williams Garcia Martínez López Hernández
          Dubois Laurent Moreau Rossi Bianchi Ferrari Jansen Visser Bakker Nielsen Hansen Lund Berg
          Kumar Sharma Patel Singh Chen Wang Li Zhang Tanaka Suzuki Sato Kim Park Nguyen Tran Hassan
          """);
  private static final String[] CITIES =
      split(
          """
          Berlin Hamburg München Köln Zürich Genève Wien Graz Łódź Kraków Gdańsk Porto Lisboa Dublin Cork
          London Leeds Bristol Paris Lyon Nantes Milano Torino Utrecht Rotterdam Århus Malmö Göteborg Oslo
          Madrid Málaga Sevilla Praha Brno Київ Львів Αθήνα 東京 大阪 Toronto Montréal Boston Austin Denver
          """);
  private static final String[] STREETS =
      split(
          """
          Station Garden Mill Church Market School Park River Lake Forest Castle Bridge Tower Harbour
          Orchard Meadow Chestnut Linden Maple Birch Rose Cherry Queen King Abbey Canal Spring North South
          """);
  private static final String[] MATERIALS =
      split(
          """
          Oak Steel Cotton Linen Wool Leather Glass Bamboo Ceramic Copper Walnut Cork Canvas Marble Silk
          Recycled Brushed Organic Folding Compact Classic Nordic Vintage Portable Modular Silent Solar
          """);
  private static final String[] THINGS =
      split(
          """
          Lamp Chair Table Desk Shelf Mug Bowl Plate Kettle Blanket Pillow Rug Basket Mirror Clock Vase
          Backpack Wallet Umbrella Scarf Gloves Jacket Boots Notebook Pen Headphones Speaker Charger Cable
          Keyboard Mouse Monitor Bicycle Helmet Tent Stove Bottle Knife Pan Grinder Scale Timer Planter
          """);
  private static final String[] PROSE =
      split(
          """
          the and to of a in for with is on that it by this be are as at from or your you we will not our
          can have all more one has which also delivery order customer please item price colour size time
          day week after before when made use light strong soft small large easy clean warm water table
          home office kitchen garden travel every work works well fits hand finish surface weight set
          new old white black blue green grey natural quality material service support return request
          address number received sent parcel invoice payment account open closed number agreed contract
          party period notice month year terms supply goods liability damage claim written days within
          under between both either any other such shall may must without including provided unless until
          against during however therefore average stored checked replaced repaired missing broken early
          late again still already soon often never always twice shipment carrier depot evening morning
          reached tracking label refund voucher discount season storage shelf batch sample pattern edge
          corner handle cover base frame screw cushion fabric thread grain polish varnish seam zip strap
          brightness battery cable plug socket adapter manual warranty certificate standard tested rated
          litre gram centimetre pack pair dozen bundle spare extra matching adjustable removable washable
          durable waterproof insulated lightweight stackable foldable reversible handmade limited popular
          """);
  private static final String[] AGENTS = {
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 Version/17.5 Safari/605.1",
    "okhttp/4.12.0",
    "shop-sync/2.3 (+https://shop.example/sync)"
  };

  private Vocabulary() {}

  static String firstName(Dice dice) {
    return FIRST_NAMES[dice.below(FIRST_NAMES.length)];
  }

  static String lastName(Dice dice) {
    return LAST_NAMES[skewed(LAST_NAMES.length, dice)];
  }

  static String city(Dice dice) {
    return CITIES[skewed(CITIES.length, dice)];
  }

  static String street(Dice dice) {
    return STREETS[dice.below(STREETS.length)];
  }

  static String material(Dice dice) {
    return MATERIALS[dice.below(MATERIALS.length)];
  }

  /// A word of product names, for searches that find something.
  public static String thing(Dice dice) {
    return THINGS[dice.below(THINGS.length)];
  }

  static String agent(Dice dice) {
    return AGENTS[skewed(AGENTS.length, dice)];
  }

  static String word(Dice dice) {
    return PROSE[skewed(PROSE.length, dice)];
  }

  /// Adds `count` words to the current field.
  static void prose(CopyRow row, int count, Dice dice) {
    for (int i = 0; i < count; i++) {
      row.add(i == 0 ? "" : i % 11 == 10 ? ". " : " ").add(word(dice));
    }
  }

  /// A name without marks, for the part of an address before the `@`.
  static String plain(String name) {
    String apart = java.text.Normalizer.normalize(name, java.text.Normalizer.Form.NFD);
    return apart
        .replace('Ł', 'L')
        .replace('ł', 'l')
        .replace('ø', 'o')
        .replaceAll("[^A-Za-z]", "")
        .toLowerCase(java.util.Locale.ROOT);
  }

  private static int skewed(int length, Dice dice) {
    double unit = dice.unit();
    return (int) (unit * unit * length);
  }

  private static String[] split(String words) {
    return words.strip().split("\\s+");
  }
}

package dev.ballast.protect.verify;

import dev.ballast.evidence.Clock;
import dev.ballast.protect.verify.content.BlockSample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/// Looks the rows of randomly drawn blocks up through an index, as many as the time allows. Other
/// blocks are drawn in every proof; the seed is part of what is reported.
final class IndexSample {
  private static final int FIRST_BATCH = 4;
  private static final int LARGEST_BATCH = 1024;

  private final KeyLookup lookup;
  private final ProbedIndex index;
  private final KeySearch search;
  private final CheckSettings settings;
  private final Random random;
  private final Set<Long> drawn = new HashSet<>();
  private long read;
  private long rows;

  IndexSample(KeyLookup lookup, ProbedIndex index, KeySearch search, CheckSettings settings) {
    this.lookup = lookup;
    this.index = index;
    this.search = search;
    this.settings = settings;
    this.random = new Random(settings.seed() ^ index.oid());
  }

  CheckOutcome check(Duration time, Clock clock) {
    long started = clock.nanoTime();
    int batch = FIRST_BATCH;
    while (drawn.size() < index.table().blocks()) {
      Duration left = time.minus(clock.since(started));
      if (!left.isPositive()) {
        break;
      }
      List<Long> blocks = draw(batch);
      String query =
          search.ofBlocks(blocks.stream().map(String::valueOf).collect(Collectors.joining(",")));
      Optional<KeyLookup.Answer> answer = lookup.within(left, query);
      if (answer.isEmpty()) {
        break;
      }
      CheckOutcome outcome = lookup.judge(query, answer.get());
      if (!(outcome instanceof CheckOutcome.Sound)) {
        return outcome;
      }
      read += blocks.size();
      rows += answer.get().rows();
      batch = Math.min(LARGEST_BATCH, 2 * batch);
    }
    return outcome(index.label(), new Extent(read, index.table().blocks(), rows, settings.seed()));
  }

  private List<Long> draw(int count) {
    List<Long> blocks = new ArrayList<>();
    while (blocks.size() < count && drawn.size() < index.table().blocks()) {
      long block = random.nextLong(index.table().blocks());
      if (drawn.add(block)) {
        blocks.add(block);
      }
    }
    return blocks;
  }

  /// How far a sample went.
  ///
  /// @param read blocks whose rows were looked up
  /// @param all blocks of the table
  /// @param rows in the blocks that were read
  record Extent(long read, long all, long rows, long seed) {}

  /// What may be said of an index that brought every row that was looked up.
  static CheckOutcome outcome(String label, Extent extent) {
    if (extent.read() == extent.all()) {
      return new CheckOutcome.Sound();
    }
    String what =
        String.format(
            Locale.ROOT,
            "%s was searched for the %,d rows in %,d of the %,d blocks of its table, drawn from seed %d",
            label,
            extent.rows(),
            extent.read(),
            extent.all(),
            extent.seed());
    if (extent.read() == 0) {
      return new CheckOutcome.Unfinished(what + "; a longer index-budget reads more");
    }
    double fraction = -Math.expm1(Math.log1p(-CheckSettings.CONFIDENCE) / extent.read());
    String sure =
        String.format(
            Locale.ROOT,
            "%s, which makes it %.0f %% sure that fewer than %.2f %% of the blocks have a row that it does not find",
            what,
            100 * CheckSettings.CONFIDENCE,
            100 * fraction);
    return extent.read() >= BlockSample.size(CheckSettings.CONFIDENCE, CheckSettings.FRACTION)
        ? new CheckOutcome.Sampled(sure)
        : new CheckOutcome.Unfinished(sure + ": too little; a longer index-budget reads more");
  }
}

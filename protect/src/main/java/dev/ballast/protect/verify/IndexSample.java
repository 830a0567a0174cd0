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
    return result();
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

  private CheckOutcome result() {
    long all = index.table().blocks();
    if (read == all) {
      return new CheckOutcome.Sound();
    }
    String what =
        String.format(
            Locale.ROOT,
            "%s was asked for the %,d rows in %,d of the %,d blocks of its table, drawn from seed %d",
            index.label(),
            rows,
            read,
            all,
            settings.seed());
    if (read == 0) {
      return new CheckOutcome.Unfinished(what + "; more time (index-budget) asks for more");
    }
    double fraction = -Math.expm1(Math.log1p(-CheckSettings.CONFIDENCE) / read);
    String sure =
        String.format(
            Locale.ROOT,
            "%s; that makes it %.0f %% sure that fewer than %.2f %% of the blocks have a row that it does not find",
            what,
            100 * CheckSettings.CONFIDENCE,
            100 * fraction);
    return read >= BlockSample.size(CheckSettings.CONFIDENCE, CheckSettings.FRACTION)
        ? new CheckOutcome.Sampled(sure)
        : new CheckOutcome.Unfinished(
            sure + ", which is too little; more time (index-budget) asks for more");
  }
}

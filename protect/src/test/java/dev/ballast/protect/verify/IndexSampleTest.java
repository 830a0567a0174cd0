package dev.ballast.protect.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IndexSampleTest {
  private static CheckOutcome outcome(long read) {
    return IndexSample.outcome(
        "gist index public.i", new IndexSample.Extent(read, 100_000, read * 10, 7));
  }

  /// 1 - 0.01^(1/4603) is just below 0.1 %.
  @Test
  void aSampleOfEnoughBlocksIsSufficientAndSaysHowSureItMakes() {
    assertThat(outcome(4603))
        .isEqualTo(
            new CheckOutcome.Sampled(
                "gist index public.i was searched for the 46,030 rows in 4,603 of the 100,000 blocks"
                    + " of its table, drawn from seed 7, which makes it 99 % sure that fewer than"
                    + " 0.10 % of the blocks have a row that it does not find"));
  }

  /// 1 - 0.01^(1/100) is 4.5 %.
  @Test
  void aSmallerOneIsUndecidedAndSaysWhatItIsWorth() {
    assertThat(outcome(4602)).isInstanceOf(CheckOutcome.Unfinished.class);
    assertThat(outcome(100))
        .isEqualTo(
            new CheckOutcome.Unfinished(
                "gist index public.i was searched for the 1,000 rows in 100 of the 100,000 blocks of"
                    + " its table, drawn from seed 7, which makes it 99 % sure that fewer than 4.50 %"
                    + " of the blocks have a row that it does not find: too little; a longer"
                    + " index-budget reads more"));
  }

  @Test
  void noBlockAtAllIsUndecidedAndAllBlocksAreNoSample() {
    assertThat(outcome(0)).isInstanceOf(CheckOutcome.Unfinished.class);
    assertThat(outcome(100_000)).isEqualTo(new CheckOutcome.Sound());
  }
}

/// Keeps a sample shop busy: an open loop of mixed statements at a chosen rate, its latencies, and
/// a ledger of what the server acknowledged.
@NullMarked
package dev.ballast.sample.traffic;

import org.jspecify.annotations.NullMarked;

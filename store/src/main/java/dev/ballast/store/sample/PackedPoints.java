package dev.ballast.store.sample;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.ballast.evidence.Fault;
import dev.ballast.store.StoreError;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Points as the bytes of a chunk: metric by metric, each in the shortest of the forms that hold it
/// exactly, the whole compressed where that helps.
///
/// ```
/// chunk    0 body | 1 length-of-body zstd(body)
/// body     version count times metric...
/// times    first, then the change of the distance to the one before, in milliseconds
/// metric   0                              unknown throughout
///          1 number                       one whole number throughout
///          2 bits                         one other number throughout
///          3 scale presence number...     numbers times 10^scale, then their changes
///          4 presence bits...             64 bits each, those that differ from the one before
/// presence 0 all | 1 one bit each
/// ```
///
/// Numbers are zigzag variable-length integers.
final class PackedPoints {
  private static final int VERSION = 1;
  private static final int PLAIN = 0;
  private static final int ZSTD = 1;
  private static final int ZSTD_LEVEL = 3;

  private static final int UNKNOWN = 0;
  private static final int ONE_WHOLE = 1;
  private static final int ONE_OTHER = 2;
  private static final int SCALED = 3;
  private static final int BITS = 4;

  /// Up to here every whole number is a double of its own.
  private static final double EXACT = 0x1p53;

  private static final int[] SCALES = {0, 3};
  private static final double[] FACTORS = {1, 10, 100, 1000};

  /// No chunk is larger: a body of a day's seconds and a thousand metrics would be.
  private static final int MAX_BODY_BYTES = 64 << 20;

  private PackedPoints() {}

  static byte[] pack(Points points) {
    Bytes body = new Bytes();
    body.put(VERSION);
    body.number(points.count());
    packTimes(points, body);
    for (int metric = 0; metric < points.metrics(); metric++) {
      packMetric(points, metric, body);
    }
    byte[] plain = body.all();
    byte[] packed = Zstd.compress(plain, ZSTD_LEVEL);
    Bytes chunk = new Bytes();
    if (packed.length + 4 < plain.length) {
      chunk.put(ZSTD);
      chunk.number(plain.length);
      chunk.put(packed);
    } else {
      chunk.put(PLAIN);
      chunk.put(plain);
    }
    return chunk.all();
  }

  private static void packTimes(Points points, Bytes body) {
    long before = 0;
    long step = 0;
    for (int i = 0; i < points.count(); i++) {
      long at = points.millis(i);
      if (i == 0) {
        body.number(at);
      } else {
        body.number(at - before - step);
        step = at - before;
      }
      before = at;
    }
  }

  private static void packMetric(Points points, int metric, Bytes body) {
    int known = 0;
    double first = Double.NaN;
    boolean one = true;
    boolean[] fits = new boolean[SCALES.length];
    Arrays.fill(fits, true);
    for (int i = 0; i < points.count(); i++) {
      double value = points.value(i, metric);
      if (Double.isNaN(value)) {
        continue;
      }
      first = known == 0 ? value : first;
      known++;
      one &= Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(first);
      for (int s = 0; s < SCALES.length; s++) {
        fits[s] &= isExact(value, FACTORS[SCALES[s]]);
      }
    }
    if (known == 0) {
      body.put(UNKNOWN);
    } else if (one && known == points.count()) {
      if (fits[0]) {
        body.put(ONE_WHOLE);
        body.number((long) first);
      } else {
        body.put(ONE_OTHER);
        body.bits(Double.doubleToRawLongBits(first));
      }
    } else {
      packValues(points, metric, known, fits, body);
    }
  }

  private static void packValues(Points points, int metric, int known, boolean[] fits, Bytes body) {
    int scale = fits[0] ? SCALES[0] : fits[1] ? SCALES[1] : -1;
    if (scale < 0) {
      body.put(BITS);
    } else {
      body.put(SCALED);
      body.put(scale);
    }
    packPresence(points, metric, known, body);
    long before = 0;
    for (int i = 0; i < points.count(); i++) {
      double value = points.value(i, metric);
      if (Double.isNaN(value)) {
        continue;
      }
      if (scale < 0) {
        long bits = Double.doubleToRawLongBits(value);
        body.bits(bits ^ before);
        before = bits;
      } else {
        long scaled = Math.round(value * FACTORS[scale]);
        body.number(scaled - before);
        before = scaled;
      }
    }
  }

  private static void packPresence(Points points, int metric, int known, Bytes body) {
    if (known == points.count()) {
      body.put(0);
      return;
    }
    body.put(1);
    for (int i = 0; i < points.count(); i += 8) {
      int bits = 0;
      for (int j = i; j < Math.min(i + 8, points.count()); j++) {
        bits |= Double.isNaN(points.value(j, metric)) ? 0 : 1 << (j - i);
      }
      body.put(bits);
    }
  }

  /// Whether the scaled number comes back as the same bits. Minus zero does not.
  private static boolean isExact(double value, double factor) {
    double scaled = value * factor;
    return Math.abs(scaled) < EXACT
        && Double.doubleToRawLongBits(Math.round(scaled) / factor)
            == Double.doubleToRawLongBits(value);
  }

  /// Throws `samples-damaged` for bytes that [#pack] did not make.
  static Points unpack(byte[] chunk, int metrics) {
    Cursor body = body(new Cursor(chunk));
    int count = count(body);
    Points points = new Points(metrics);
    long[] times = unpackTimes(body, count);
    double[][] columns = new double[metrics][];
    for (int metric = 0; metric < metrics; metric++) {
      columns[metric] = unpackMetric(body, count);
    }
    if (body.left() > 0) {
      throw damaged(body.left() + " bytes too many");
    }
    for (int i = 0; i < count; i++) {
      double[] row = new double[metrics];
      for (int metric = 0; metric < metrics; metric++) {
        row[metric] = columns[metric][i];
      }
      if (!points.add(times[i], row)) {
        throw damaged("its points are not in order");
      }
    }
    return points;
  }

  /// One metric of a chunk, without making points of the others.
  static Points unpackOne(byte[] chunk, int metrics, int wanted) {
    return unpackSome(chunk, metrics, wanted).getFirst();
  }

  /// Some metrics of a chunk, each by itself, in the order of the chunk.
  ///
  /// @param wanted in ascending order
  static List<Points> unpackSome(byte[] chunk, int metrics, int... wanted) {
    Cursor body = body(new Cursor(chunk));
    int count = count(body);
    long[] times = unpackTimes(body, count);
    List<Points> found = new ArrayList<>(wanted.length);
    int next = 0;
    for (int metric : wanted) {
      if (metric < next || metric >= metrics) {
        throw new IllegalArgumentException("no metric " + metric + " of " + metrics);
      }
      for (; next < metric; next++) {
        skipMetric(body, count);
      }
      found.add(points(times, unpackMetric(body, count)));
      next++;
    }
    return found;
  }

  private static Points points(long[] times, double... values) {
    if (isAscending(times)) {
      return Points.ofOne(times, values);
    }
    Points points = new Points(1);
    double[] row = new double[1];
    for (int i = 0; i < times.length; i++) {
      row[0] = values[i];
      if (!points.add(times[i], row)) {
        throw damaged("its points are not in order");
      }
    }
    return points;
  }

  private static boolean isAscending(long... times) {
    for (int i = 1; i < times.length; i++) {
      if (times[i] <= times[i - 1]) {
        return false;
      }
    }
    return true;
  }

  private static int count(Cursor body) {
    if (body.take() != VERSION) {
      throw damaged("its version is unknown");
    }
    long count = body.number();
    // A point takes at least a byte, that of its time.
    if (count < 0 || count > body.left()) {
      throw damaged("it claims " + count + " points");
    }
    return (int) count;
  }

  private static void skipMetric(Cursor body, int count) {
    switch (body.take()) {
      case UNKNOWN -> {}
      case ONE_WHOLE -> body.skipNumbers(1);
      case ONE_OTHER -> body.skip(Long.BYTES);
      case SCALED -> {
        body.skip(1);
        body.skipNumbers(present(body, count));
      }
      case BITS -> body.skip(Long.BYTES * (long) present(body, count));
      default -> throw damaged("the form of a metric is unknown");
    }
  }

  private static int present(Cursor body, int count) {
    int known = 0;
    for (boolean present : unpackPresence(body, count)) {
      known += present ? 1 : 0;
    }
    return known;
  }

  private static Cursor body(Cursor chunk) {
    return switch (chunk.take()) {
      case PLAIN -> chunk;
      case ZSTD -> {
        long length = chunk.number();
        if (length < 0 || length > MAX_BODY_BYTES) {
          throw damaged("it claims " + length + " bytes");
        }
        try {
          byte[] plain = Zstd.decompress(chunk.rest(), (int) length);
          if (plain.length != length) {
            throw damaged("it claims " + length + " bytes and has " + plain.length);
          }
          yield new Cursor(plain);
        } catch (ZstdException e) {
          throw damaged("it cannot be decompressed").cause(e);
        }
      }
      default -> throw damaged("its form is unknown");
    };
  }

  private static long[] unpackTimes(Cursor body, int count) {
    long[] times = new long[count];
    long step = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0) {
        times[i] = body.number();
      } else {
        step += body.number();
        times[i] = times[i - 1] + step;
      }
    }
    return times;
  }

  private static double[] unpackMetric(Cursor body, int count) {
    double[] values = new double[count];
    switch (body.take()) {
      case UNKNOWN -> Arrays.fill(values, Double.NaN);
      case ONE_WHOLE -> Arrays.fill(values, (double) body.number());
      case ONE_OTHER -> Arrays.fill(values, Double.longBitsToDouble(body.bits()));
      case SCALED -> {
        int scale = body.take();
        if (scale >= FACTORS.length) {
          throw damaged("its scale is unknown");
        }
        boolean[] present = unpackPresence(body, count);
        long before = 0;
        for (int i = 0; i < count; i++) {
          before += present[i] ? body.number() : 0;
          values[i] = present[i] ? before / FACTORS[scale] : Double.NaN;
        }
      }
      case BITS -> {
        boolean[] present = unpackPresence(body, count);
        long before = 0;
        for (int i = 0; i < count; i++) {
          before ^= present[i] ? body.bits() : 0;
          values[i] = present[i] ? Double.longBitsToDouble(before) : Double.NaN;
        }
      }
      default -> throw damaged("the form of a metric is unknown");
    }
    return values;
  }

  private static boolean[] unpackPresence(Cursor body, int count) {
    boolean[] present = new boolean[count];
    boolean all = body.take() == 0;
    int bits = 0;
    for (int i = 0; i < count; i++) {
      if (all) {
        present[i] = true;
        continue;
      }
      if (i % 8 == 0) {
        bits = body.take();
      }
      present[i] = (bits & 1 << (i % 8)) != 0;
    }
    return present;
  }

  private static Fault damaged(String why) {
    return Fault.of(StoreError.SAMPLES_DAMAGED, "a chunk of samples is damaged")
        .detail(why)
        .hint("Check the store's disk; the chunk's time is lost, later ones are not.");
  }

  /// Grows as it is written to.
  private static final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    void put(int value) {
      out.write(value);
    }

    void put(byte[] bytes) {
      out.write(bytes, 0, bytes.length);
    }

    void number(long value) {
      long zigzag = (value << 1) ^ (value >> 63);
      while ((zigzag & ~0x7FL) != 0) {
        out.write((int) (zigzag & 0x7F) | 0x80);
        zigzag >>>= 7;
      }
      out.write((int) zigzag);
    }

    void bits(long value) {
      for (int shift = 56; shift >= 0; shift -= 8) {
        out.write((int) (value >>> shift));
      }
    }

    byte[] all() {
      return out.toByteArray();
    }
  }

  /// Reads what may be anything.
  private static final class Cursor {
    private final byte[] bytes;
    private int at;

    Cursor(byte[] bytes) {
      this.bytes = bytes;
    }

    int left() {
      return bytes.length - at;
    }

    int take() {
      if (at == bytes.length) {
        throw damaged("it ends early");
      }
      return bytes[at++] & 0xFF;
    }

    void skip(long count) {
      if (count > left()) {
        throw damaged("it ends early");
      }
      at += (int) count;
    }

    /// A number ends with the first byte without the high bit.
    void skipNumbers(int count) {
      for (int left = count; left > 0; ) {
        left -= take() < 0x80 ? 1 : 0;
      }
    }

    byte[] rest() {
      return Arrays.copyOfRange(bytes, at, bytes.length);
    }

    long number() {
      long zigzag = 0;
      for (int shift = 0; shift < 64; shift += 7) {
        int next = take();
        zigzag |= (long) (next & 0x7F) << shift;
        if ((next & 0x80) == 0) {
          return (zigzag >>> 1) ^ -(zigzag & 1);
        }
      }
      throw damaged("a number is too long");
    }

    long bits() {
      long value = 0;
      for (int i = 0; i < 8; i++) {
        value = value << 8 | take();
      }
      return value;
    }
  }
}

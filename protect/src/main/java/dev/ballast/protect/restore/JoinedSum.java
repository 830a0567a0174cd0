package dev.ballast.protect.restore;

/// The CRC-32C of two byte strings one after the other, from those of each alone: parts of a file
/// are written by several threads in any order.
///
/// A CRC is a remainder in polynomials over GF(2). Appending `n` bytes multiplies the first one's
/// remainder by x^(8n), which takes a multiplication for each bit of `n`.
final class JoinedSum {
  /// The polynomial of CRC-32C with its lowest power in the highest bit, as are all values here.
  private static final int POLYNOMIAL = 0x82F63B78;

  private static final int ONE = 1 << 31;

  /// x to the power of 8: one byte.
  private static final int BYTE = 1 << (31 - Byte.SIZE);

  private JoinedSum() {}

  /// @param length bytes of the second
  static int of(int first, int second, long length) {
    int shift = ONE;
    int power = BYTE;
    for (long left = length; left > 0; left >>>= 1) {
      if ((left & 1) != 0) {
        shift = product(shift, power);
      }
      power = product(power, power);
    }
    return product(first, shift) ^ second;
  }

  private static int product(int a, int b) {
    int sum = 0;
    int factor = b;
    for (int bit = ONE; bit != 0; bit >>>= 1) {
      if ((a & bit) != 0) {
        sum ^= factor;
      }
      factor = (factor >>> 1) ^ ((factor & 1) == 0 ? 0 : POLYNOMIAL);
    }
    return sum;
  }
}

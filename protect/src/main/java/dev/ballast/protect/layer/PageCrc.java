package dev.ballast.protect.layer;

import java.util.zip.CRC32C;

/// The CRC-32C of a whole from those of its parts, without their content. A CRC is the remainder of
/// a polynomial over two elements; to append *n* bytes multiplies the remainder of what was there
/// by x to the power of 8*n*.
public final class PageCrc {
  /// Castagnoli's polynomial, the lowest power in the highest bit.
  private static final int POLYNOMIAL = 0x82F63B78;

  private static final int ONE = 1 << 31;
  private static final int X_TO_8 = 1 << 23;

  private PageCrc() {}

  /// The CRC of two parts.
  ///
  /// @param second of the part that follows
  /// @param length bytes of the part that follows
  public static int join(int first, int second, long length) {
    return append(shift(length), first, second);
  }

  /// The factor of a part of `length` bytes, for [#append].
  static int shift(long length) {
    int power = X_TO_8;
    int product = ONE;
    for (long left = length; left > 0; left >>= 1) {
      if ((left & 1) == 1) {
        product = multiply(product, power);
      }
      power = multiply(power, power);
    }
    return product;
  }

  static int append(int shift, int first, int second) {
    return multiply(shift, first) ^ second;
  }

  private static int multiply(int a, int b) {
    int product = 0;
    int power = b;
    for (int bit = ONE; bit != 0; bit >>>= 1) {
      if ((a & bit) != 0) {
        product ^= power;
      }
      power = (power & 1) == 0 ? power >>> 1 : power >>> 1 ^ POLYNOMIAL;
    }
    return product;
  }

  /// Of that many zeroes. Without the complements at both ends, the CRC of zeroes would be 0.
  static int ofZeroes(long length) {
    return ~multiply(shift(length), -1);
  }

  static int of(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }
}

import java.math.BigDecimal;
import java.math.BigInteger;

final class Numbers {
    private Numbers() {}

    /**
     * A number of JSON as a long, exactly, for a BIGINT column; INTEGER often
     * ends at 2,147,483,647, which is January 1970 in milliseconds.
     *
     * @throws ArithmeticException to which the caller answers 400
     */
    static long whole(Number value) {
        if (value instanceof BigInteger integer) {
            return integer.longValueExact();
        }
        // 1640995200000.0 and 1e3 are whole numbers in JSON, and doubles or
        // decimals here. intValue() would cut without a word.
        if (value instanceof Double || value instanceof Float) {
            double wide = value.doubleValue();
            if (!Double.isFinite(wide)) {
                throw new ArithmeticException("not a whole number");
            }
            return BigDecimal.valueOf(wide).longValueExact();
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.longValueExact();
        }
        return value.longValue();
    }
}

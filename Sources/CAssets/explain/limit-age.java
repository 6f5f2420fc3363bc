import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

final class Age {
    // Longer than any retry and any replay by hand that you want to take. Ids
    // are forgotten after both together, never earlier: what is taken is
    // known.
    private static final Duration REMEMBERED = Duration.ofDays(30);
    private static final Duration SKEW = Duration.ofMinutes(5);

    private Age() {}

    /**
     * Whether a verified body is young enough to be told from a replay. The
     * timestamp is the body's: the header's is not signed, and says when the
     * attempt was made.
     */
    static boolean isTimely(String timestamp, Instant now) {
        try {
            // With its zone: without one it could be any hour.
            Instant moment = OffsetDateTime.parse(timestamp).toInstant();
            return !moment.isAfter(now.plus(SKEW))
                    && !moment.isBefore(now.minus(REMEMBERED));
        } catch (DateTimeException invalid) {
            return false;
        }
    }
}

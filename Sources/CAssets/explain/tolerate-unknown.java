import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

final class Tolerance {
    private static final Logger LOG = Logger.getLogger("webhooks");
    // For people only: what is stored is the provider's own word.
    private static final Map<String, String> LABELS = Map.of(
            "QUEUED", "Waiting", "ONGOING", "Syncing",
            "COMPLETED", "Up to date");

    private Tolerance() {}

    /** The status to answer; an event that is not known is a success too. */
    static int take(
            String event,
            Map<?, ?> data,
            Map<String, Consumer<Map<?, ?>>> handlers) {
        Consumer<Map<?, ?>> handler = handlers.get(event);
        if (handler == null) {
            // 4xx would lose it without a trace, 5xx would bring it again.
            LOG.log(Level.INFO, "no handler for {0}", event);
        } else {
            // Handlers pick the keys they know: in Jackson, turn off
            // FAIL_ON_UNKNOWN_PROPERTIES.
            handler.accept(data);
        }
        return 200;
    }

    /** What to show for a status; a new word shows as it is, so no enum. */
    static String label(String status) {
        return LABELS.getOrDefault(status, status);
    }
}

import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

final class Router {
    private static final Logger LOG = Logger.getLogger("webhooks");

    private Router() {}

    /**
     * Calls the handler of a verified event, whose name and data stood in the
     * body; false when there is none.
     *
     * @param header X-Webhook-Event, null when it is missing
     */
    static boolean route(
            String event,
            Map<?, ?> data,
            String header,
            Map<String, Consumer<Map<?, ?>>> handlers) {
        // The body's event is under the signature (in some profiles it is
        // called "type"). The header is not: it is compared for the log.
        if (header != null && !header.equals(event)) {
            // Java's HTTP servers let no line's end into a header.
            LOG.log(Level.WARNING, "header says {0}, body says {1}",
                    new Object[] {header, event});
        }
        Consumer<Map<?, ?>> handler = handlers.get(event);
        if (handler == null) {
            return false;
        }
        handler.accept(data);
        return true;
    }
}

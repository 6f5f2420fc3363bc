import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;

final class Responder {
    private static final Logger LOG = Logger.getLogger("webhooks");

    /** A request that is not the provider's; the reason is for the log. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String reason) {
            super(reason);
        }
    }

    record Answer(int status, String body) {}

    private Responder() {}

    /** What to answer, whatever the handler does; it returns a status. */
    static Answer respond(Callable<Integer> handler) {
        try {
            return new Answer(handler.call(), "{}");
        } catch (Refused refused) {
            // Never the expected signature, in the log neither: it would be
            // valid.
            LOG.log(Level.WARNING, "refused: {0}", refused.getMessage());
            return new Answer(401, "{\"error\":\"unauthorized\"}");
        } catch (Exception error) {
            // The trace goes to the log. The answer only says where to look.
            String reference = UUID.randomUUID().toString();
            LOG.log(Level.SEVERE, "failed, reference " + reference, error);
            return new Answer(500, "{\"error\":\"internal\",\"reference\":\""
                    + reference + "\"}");
        }
    }
}

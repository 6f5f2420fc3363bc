import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

final class Integrations {
    /** Both: a wallet's id alone could be another user's, one day. */
    record Key(String owner, String walletId) {}

    record Event(
            String event,
            Instant timestamp,
            boolean hasGrant,
            String status,
            long lastSyncedAt) {}

    private static final List<String> KINDS = List.of(
            "integration.created", "integration.updated", "integration.failed");
    private static final Comparator<Event> KIND =
            Comparator.comparingInt(event -> KINDS.indexOf(event.event()));
    private static final Comparator<Event> OCCURRED =
            Comparator.comparing(Event::timestamp);
    private static final Comparator<Event> SYNCED =
            Comparator.comparingLong(Event::lastSyncedAt);

    private Integrations() {}

    /** Takes an event unless a newer one was taken; arrival says nothing. */
    static void apply(Map<Key, Event> wallets, Key key, Event event) {
        // With grants, the envelope's time is that of the delivery, and only
        // lastSyncedAt tells when something happened.
        Comparator<Event> order = event.hasGrant()
                ? SYNCED.thenComparing(OCCURRED).thenComparing(KIND)
                : OCCURRED.thenComparing(SYNCED).thenComparing(KIND);
        // What is not there yet is made, by an update too.
        wallets.merge(key, event, (known, next) ->
                order.compare(next, known) > 0 ? next : known);
    }
}

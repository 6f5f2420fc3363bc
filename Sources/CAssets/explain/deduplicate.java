import java.sql.Connection;
import java.sql.SQLException;

final class Once {
    // CREATE TABLE webhook_seen (
    //   id TEXT PRIMARY KEY, seen_at TIMESTAMPTZ NOT NULL DEFAULT now())
    private static final String MARK =
            "INSERT INTO webhook_seen (id) VALUES (?) ON CONFLICT DO NOTHING";

    interface Work {
        void run(Connection connection) throws SQLException;
    }

    private Once() {}

    /** Does an event's work once, however often it comes; what to answer. */
    static int take(Connection connection, String id, Work work)
            throws SQLException {
        // One transaction: if the work throws, the mark is undone with it, and
        // the retry finds the event new.
        connection.setAutoCommit(false);
        // The signed id: whoever replays a body can change X-Webhook-Id. It is
        // opaque text. Content is no key: equal events can both be real. The
        // primary key decides between two at once; a SELECT would not.
        try (var insert = connection.prepareStatement(MARK)) {
            insert.setString(1, id);
            if (insert.executeUpdate() == 1) {
                work.run(connection); // counters: SET n = n + 1, in SQL
            }
            connection.commit();
        } catch (SQLException | RuntimeException error) {
            connection.rollback();
            throw error;
        }
        return 200; // a duplicate too: any other answer asks for it again
    }
}

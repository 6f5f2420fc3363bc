import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;

final class Texts {
    // PostgreSQL's text holds no NUL, and UTF-8 no half of a surrogate pair.
    private static final Pattern UNSTORABLE = Pattern.compile("[\\x00\\p{Cs}]");

    private Texts() {}

    /** Stores a user's text: no strip, no escaping, no SQL made of it. */
    static void storeAlias(Connection connection, String wallet, String alias)
            throws SQLException {
        // Parameters: text that looks like SQL stays text.
        String sql = "UPDATE wallet SET alias = ? WHERE id = ?";
        try (var update = connection.prepareStatement(sql)) {
            update.setString(1, UNSTORABLE.matcher(alias).replaceAll("\uFFFD"));
            update.setString(2, wallet);
            update.executeUpdate();
        }
    }

    /** The text for a page; in Thymeleaf, th:text does this. */
    static String asHtml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** The text on one line, so that it cannot write lines of its own. */
    static String asLog(String text) {
        return text.replaceAll("\\p{Cntrl}", "\uFFFD");
    }
}

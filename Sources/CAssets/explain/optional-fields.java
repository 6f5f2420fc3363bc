import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

final class Fields {
    private Fields() {}

    /**
     * A text; empty when it is absent, null, "" or something else: profiles
     * differ in how they say "none".
     */
    static Optional<String> text(Map<?, ?> data, String key) {
        return data.get(key) instanceof String text && !text.isEmpty()
                ? Optional.of(text)
                : Optional.empty();
    }

    /** A whole number; empty when it is absent, null or something else. */
    static OptionalLong integer(Map<?, ?> data, String key) {
        // Parsers make an Integer of small numbers and a Long of others.
        Object value = data.get(key);
        return value instanceof Long || value instanceof Integer
                ? OptionalLong.of(((Number) value).longValue())
                : OptionalLong.empty();
    }

    /** Whose event it is: a user's uid or, where there is none, a grant. */
    static Optional<String> owner(Map<?, ?> event, Map<?, ?> data) {
        return text(data, "uid").or(() -> text(event, "grant_id"));
    }
}

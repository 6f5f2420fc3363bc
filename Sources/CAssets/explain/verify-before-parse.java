import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

final class Receiver {
    /** The status to answer, and the event where it is 200. */
    record Received(int status, Map<?, ?> event) {}

    private Receiver() {}

    /** Parse is your JSON library's, to maps and lists. */
    static Received receive(
            byte[] body,
            Predicate<byte[]> isAuthentic,
            Function<String, Object> parse) {
        // First of all: until then the bytes are a stranger's. In Spring, take
        // @RequestBody byte[], not a class that is parsed before.
        if (!isAuthentic.test(body)) {
            return new Received(401, null);
        }
        try {
            // new String() would make U+FFFD of broken UTF-8 without a word.
            String text = StandardCharsets.UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(body)).toString();
            // JSON can be null, a list or a number as well.
            if (parse.apply(text) instanceof Map<?, ?> event
                    && event.get("id") instanceof String
                    && event.get("event") instanceof String
                    && event.get("data") instanceof Map) {
                return new Received(200, event);
            }
        } catch (CharacterCodingException | RuntimeException invalid) {
            // Not UTF-8, or not JSON. (Let the parser limit the depth.)
        }
        return new Received(400, null);
    }
}

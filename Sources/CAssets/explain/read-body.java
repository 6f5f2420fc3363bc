import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

final class Bodies {
    private static final int BYTES_MAX = 1 << 20;

    record Read(int status, byte[] body) {}

    private Bodies() {}

    /**
     * The status (200 to go on) and the body, chunked or not: the server has
     * undone the chunks, and its read timeout ends a slow sender.
     *
     * @param contentType null when the header is missing
     */
    static Read read(InputStream stream, String contentType)
            throws IOException {
        // Read before any refusal, or the rest would pass for the next
        // request; never as long as Content-Length says, which is missing with
        // chunks.
        byte[] body = stream.readNBytes(BYTES_MAX + 1);
        if (body.length > BYTES_MAX) {
            // Only here the rest stays unread: send Connection: close along.
            return new Read(413, null);
        }
        // "Application/JSON; charset=utf-8" is JSON as well (RFC 9110, 8.3.1).
        String mediaType = contentType == null ? "" : contentType.split(";")[0];
        // ROOT: in Turkish, an I becomes a letter of its own.
        mediaType = mediaType.strip().toLowerCase(Locale.ROOT);
        return mediaType.equals("application/json")
                ? new Read(200, body)
                : new Read(415, null);
    }
}

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.security.*;
import java.util.HexFormat;

final class Inbox {
    private static final int WAITING_MAX = 10_000;

    private Inbox() {}

    /**
     * Keeps a verified body and returns the status to answer, at once. A table
     * or a queue service does as well, if it is durable. A worker reads the
     * files, does the work and deletes each when it is done: what fails stays.
     */
    static int acknowledge(Path spool, String id, byte[] body)
            throws IOException, NoSuchAlgorithmException {
        try (var files = Files.list(spool)) {
            var waiting = files.filter(one -> one.toString().endsWith(".json"));
            if (waiting.count() >= WAITING_MAX) return 503; // is sent again
        }
        Path part = Files.createTempFile(spool, "", ".part");
        try (var file = FileChannel.open(part, StandardOpenOption.WRITE)) {
            for (var rest = ByteBuffer.wrap(body); rest.hasRemaining();) {
                file.write(rest);
            }
            file.force(true); // before the answer: nobody sends it again
        }
        // A hash, since an id is a stranger's text and no file name.
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(id.getBytes(StandardCharsets.UTF_8));
        String name = HexFormat.of().formatHex(hash) + ".json";
        Files.move(part, spool.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        return 200;
    }
}

import java.util.Map;

final class Secrets {
    private static final int CHARACTERS_MIN = 16;

    private Secrets() {}

    /** The signing secret; call it with System.getenv() before listening. */
    static String require(Map<String, String> environment, String name) {
        // Files and dashboards leave a line's end behind; it is no part of the
        // key.
        String secret = environment.getOrDefault(name, "").strip();
        // String.valueOf(null) is "null", and anybody can sign with that. What
        // is shorter than this could be guessed.
        if (secret.length() < CHARACTERS_MIN) {
            // The value itself stays out of the message, and so out of logs.
            throw new IllegalStateException(name + " is unset or no secret");
        }
        return secret;
    }
}

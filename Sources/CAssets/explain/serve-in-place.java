import java.util.Map;

final class Gate {
    private static final String PATH = "/webhooks/kryptos";

    record Answer(int status, Map<String, String> headers) {}

    private Gate() {}

    /**
     * Status (200 to go on) and headers for a request, never a redirect.
     * Behind a proxy, the scheme is what your proxy says, not what a client
     * does.
     */
    static Answer judge(String method, String scheme, String path) {
        // A framework that "adds the slash" answers 301, which is not followed.
        if (!path.equals(PATH) && !path.equals(PATH + "/")) {
            return new Answer(404, Map.of());
        }
        // 301 to https would be a failure as well, after the body has been
        // sent in the clear: register the address with https.
        // (Leave this out while you develop on one machine.)
        if (!scheme.equals("https")) {
            return new Answer(403, Map.of());
        }
        if (!method.equals("POST")) {
            return new Answer(405, Map.of("Allow", "POST"));
        }
        return new Answer(200, Map.of());
    }
}

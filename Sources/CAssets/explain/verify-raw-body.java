import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

final class Signatures {
    private Signatures() {}

    /**
     * Whether the signature is that of the body, as it came off the wire: read
     * it from the stream, never from an object that was parsed.
     */
    static boolean isAuthentic(byte[] body, String signature, String secret)
            throws GeneralSecurityException {
        // A missing header is null.
        if (signature == null) {
            return false;
        }
        // The key is the secret as it is shown, with its prefix whsec_.
        byte[] key = secret.getBytes(StandardCharsets.UTF_8);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        String expected = HexFormat.of().formatHex(mac.doFinal(body));
        // Other lengths are unequal here, and equal ones take equal time, which
        // String.equals does not.
        return MessageDigest.isEqual(
                signature.getBytes(StandardCharsets.UTF_8),
                expected.getBytes(StandardCharsets.UTF_8));
    }
}

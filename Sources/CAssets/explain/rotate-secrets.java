import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

final class Rotation {
    private Rotation() {}

    /**
     * Whether one of the secrets made the signature, given as 32 bytes. While
     * a secret is being replaced there are two, new and old. No secret at all
     * makes nothing authentic.
     */
    static boolean isAuthenticByAny(
            byte[] body, byte[] signature, List<String> secrets)
            throws GeneralSecurityException {
        boolean isAuthentic = false;
        for (String secret : secrets) {
            byte[] key = secret.getBytes(StandardCharsets.UTF_8);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            // |=, not ||: the answer takes as long whichever secret it was.
            isAuthentic |= MessageDigest.isEqual(mac.doFinal(body), signature);
        }
        return isAuthentic;
    }
}

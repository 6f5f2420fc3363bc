import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

final class SignatureHeader {
    private static final String NAME = "X-Webhook-Signature";
    // Exactly what the provider sends; matches() allows nothing around it.
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    private SignatureHeader() {}

    /**
     * The signature's 32 bytes; empty when it is missing, doubled or garbled.
     * The caller answers 401 to that. Nothing here throws.
     */
    static Optional<byte[]> read(Map<String, List<String>> headers) {
        // Names have no case. With two headers, who knows which one a proxy
        // believed?
        List<String> values = headers.entrySet().stream()
                .filter(header -> NAME.equalsIgnoreCase(header.getKey()))
                .flatMap(header -> header.getValue().stream())
                .toList();
        if (values.size() != 1 || !FORM.matcher(values.get(0)).matches()) {
            return Optional.empty();
        }
        return Optional.of(HexFormat.of().parseHex(values.get(0)));
    }
}

import java.util.Map;

final class Deletions {
    /** Both: a wallet's id alone could be another user's, one day. */
    record Key(String owner, String walletId) {}

    /** A mark, not the absence of a row: absence looks like "not yet". */
    record Wallet(String status, boolean isDeleted) {}

    private Deletions() {}

    /** Takes an integration event; after a deletion nothing else counts. */
    static void applyOrBury(
            Map<Key, Wallet> wallets, Key key, String event, Runnable apply) {
        Wallet known = wallets.get(key);
        if (known != null && known.isDeleted()) {
            // Late or repeated. Connecting again would bring another walletId.
            return;
        }
        if (event.equals("integration.deleted")) {
            // Also when the wallet was never seen: its other events may be
            // late.
            wallets.put(key, new Wallet("DELETED", true));
        } else {
            apply.run();
        }
    }
}

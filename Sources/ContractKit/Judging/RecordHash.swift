import DeliveryKit

/// Bytes of a record as 64 bits, for folds that compare many and cannot keep them.
enum RecordHash {
    /// FNV-1a of 64 bits: the same in every process, and a chance in 10¹⁹ that two differ unseen.
    static func of(_ bytes: [UInt8], salt: Int32 = 0) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(UInt32(bitPattern: salt))
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash
    }

    /// What a delivery shares with its copies: its id at its webhook.
    static func identity(of row: DeliveryRow) -> UInt64 { of(row.id, salt: row.webhook) }
}

extension JSONNumber {
    /// Says whether this finite number is less than another finite one, by their exact values.
    package func isBelow(_ other: JSONNumber) -> Bool {
        guard let left = ExactDecimal(text), let right = ExactDecimal(other.text) else { return false }
        return left.isBelow(right)
    }
}

extension ExactDecimal {
    /// Whether it is the lesser of two.
    fileprivate func isBelow(_ other: ExactDecimal) -> Bool {
        guard self != other else { return false }
        if isNegative != other.isNegative { return isNegative }
        return isNegative ? other.isCloserToZero(than: self) : isCloserToZero(than: other)
    }

    /// Whether its magnitude is the lesser; both have the same sign and are not equal.
    private func isCloserToZero(than other: ExactDecimal) -> Bool {
        if digits.isEmpty || other.digits.isEmpty { return digits.isEmpty }
        if pointPosition != other.pointPosition { return pointPosition < other.pointPosition }
        return digits.lexicographicallyPrecedes(other.digits)
    }
}

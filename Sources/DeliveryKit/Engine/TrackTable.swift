/// All tracks of an engine, in places that are used again.
struct TrackTable {
    private var tracks: [Track] = []
    private var freePlaces: [Int] = []
    /// How many tracks have something to do.
    private(set) var busyCount = 0
    /// How many deliveries wait in tracks or are under way.
    private(set) var unsettledCount = 0

    /// Makes room for a track.
    mutating func add() -> Int {
        if let place = freePlaces.popLast() {
            tracks[place] = Track()
            return place
        }
        tracks.append(Track())
        return tracks.count - 1
    }

    /// Adds a delivery to a track; true when it became the head.
    mutating func add(_ delivery: Delivery, to place: Int) -> Bool {
        guard tracks[place].state != .parked else { return false }
        unsettledCount += 1
        guard tracks[place].add(delivery) else { return false }
        busyCount += 1
        return true
    }

    /// Notes that a track has gone on after an outcome; one that is idle and retired makes room.
    mutating func proceed(_ place: Int) {
        let settled = tracks[place].isSettled
        tracks[place].proceed()
        if settled { unsettledCount -= 1 }
        guard tracks[place].state == .idle else { return }
        busyCount -= 1
        if tracks[place].isRetired { freePlaces.append(place) }
    }

    /// Gives a track up as soon as it is idle.
    mutating func retire(_ place: Int) {
        tracks[place].isRetired = true
        switch tracks[place].state {
        case .idle, .parked: freePlaces.append(place)
        case .recording, .scheduled, .flying, .settling: return
        }
    }

    /// Lets the deliveries of a track go that can never be sent; they stay pending.
    mutating func park(_ place: Int) {
        unsettledCount -= tracks[place].park()
        busyCount -= 1
        if tracks[place].isRetired { freePlaces.append(place) }
    }

    subscript(place: Int) -> Track {
        get { tracks[place] }
        _modify { yield &tracks[place] }
    }
}
